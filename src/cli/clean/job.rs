use std::io::Read;
use std::path::Path;

use super::task::Task;
use crate::cli::input::STANDARD_INPUT;
use crate::text::{Blocks, Error, Opened, ReadOptions, TextBlock, open, open_file};

/// What is cleaned in one go: a block of a plain text, or a whole file.
pub(super) struct Job {
    /// The file, by its place in the list.
    pub task: usize,
    /// What was read of it.
    pub content: Result<Content, Error>,
    pub extent: Extent,
}

/// Where in its file something is that is cleaned in one go.
#[derive(Clone, Copy)]
pub(super) struct Extent {
    pub is_first: bool,
    pub is_last: bool,
}

impl Extent {
    /// Whether it is all of the file.
    pub fn is_all(self) -> bool {
        self.is_first && self.is_last
    }
}

/// What was read of a file.
pub(super) enum Content {
    Block(Box<TextBlock>),
    Whole(Vec<u8>),
}

impl Job {
    /// How much memory it takes, in bytes of the file.
    pub fn weight(&self) -> usize {
        match &self.content {
            Ok(Content::Block(block)) => block.source.len(),
            Ok(Content::Whole(bytes)) => bytes.len(),
            Err(_) => 0,
        }
    }
}

/// Reads files, one after the other and only as far as they are asked for.
pub(super) struct Jobs<'a, T> {
    tasks: T,
    options: &'a ReadOptions,
    block_bytes: usize,
    /// The text that is being read.
    blocks: Option<(usize, Blocks<Box<dyn Read>>)>,
}

impl<'a, T: Iterator<Item = (usize, &'a Task)>> Jobs<'a, T> {
    /// The jobs of files; plain texts come in blocks of `block_bytes` at most.
    pub fn new(tasks: T, options: &'a ReadOptions, block_bytes: usize) -> Jobs<'a, T> {
        Jobs { tasks, options, block_bytes, blocks: None }
    }

    fn open(&self, input: &Path) -> Result<Opened<Box<dyn Read>>, Error> {
        let is_standard_input = input == Path::new(STANDARD_INPUT);
        let reader: Box<dyn Read> =
            if is_standard_input { Box::new(std::io::stdin().lock()) } else { Box::new(open_file(input)?) };
        open(&input.display().to_string(), reader, self.options, self.block_bytes)
    }
}

impl<'a, T: Iterator<Item = (usize, &'a Task)>> Iterator for Jobs<'a, T> {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        if let Some((task, blocks)) = &mut self.blocks
            && let Some(block) = blocks.next()
        {
            let is_first = block.as_ref().is_ok_and(|block| block.offset == 0);
            let is_last = block.as_ref().map_or(true, |block| block.is_last);
            let content = block.map(Box::new).map(Content::Block);
            return Some(Job { task: *task, content, extent: Extent { is_first, is_last } });
        }
        let (task, file) = self.tasks.next()?;
        self.blocks = None;
        let content = match self.open(&file.input) {
            Ok(Opened::Text(blocks)) => {
                self.blocks = Some((task, blocks));
                return self.next();
            }
            Ok(Opened::Whole(bytes)) => Ok(Content::Whole(bytes)),
            Err(error) => Err(error),
        };
        Some(Job { task, content, extent: Extent { is_first: true, is_last: true } })
    }
}
