use std::io::{self, IsTerminal};

use console::{Key, Term};

/// Where the answers come from.
pub(super) enum Keyboard {
    /// A terminal: keys without Enter.
    Terminal(Term),
    /// Standard input that is no terminal: a key a line.
    Lines,
}

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    Key(char),
    /// A key that means nothing here.
    Other,
    /// There are no more keys.
    End,
    /// The run is to stop at once.
    Interrupt,
}

impl Keyboard {
    pub fn open() -> Keyboard {
        let term = Term::stdout();
        if io::stdin().is_terminal() && term.is_term() { Keyboard::Terminal(term) } else { Keyboard::Lines }
    }

    /// Waits for a key.
    ///
    /// # Errors
    ///
    /// When standard input cannot be read.
    pub fn press(&self) -> io::Result<Press> {
        match self {
            Keyboard::Terminal(term) => match term.read_key_raw() {
                Ok(Key::Char(key)) => Ok(Press::Key(key)),
                Ok(Key::CtrlC) => Ok(Press::Interrupt),
                Ok(_) => Ok(Press::Other),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(Press::Interrupt),
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(Press::End),
                Err(error) => Err(error),
            },
            Keyboard::Lines => Ok(self.line()?.map_or(Press::End, |line| {
                let mut keys = line.trim().chars();
                match (keys.next(), keys.next()) {
                    (Some(key), None) => Press::Key(key),
                    _ => Press::Other,
                }
            })),
        }
    }

    /// Reads a typed line, without its end; none if there is none.
    ///
    /// # Errors
    ///
    /// When standard input cannot be read, or is not UTF-8.
    pub fn line(&self) -> io::Result<Option<String>> {
        let mut line = String::new();
        let is_end = io::stdin().read_line(&mut line)? == 0;
        Ok((!is_end).then(|| line.trim_end_matches(['\n', '\r']).to_string()))
    }
}
