use std::collections::BTreeMap;
use std::ops::Range;

/// A place where the repaired text differs from the text as it was read.
///
/// Either one character or more were replaced as a whole, or a run of characters was replaced one by one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Bytes of the text as it was read.
    pub source: Range<usize>,
    /// Bytes of the repaired text.
    pub target: Range<usize>,
    /// Which of [`Diagnosis::findings`](super::Diagnosis::findings) explains it.
    pub finding: usize,
}

/// A character of a damaged part that has no meaning in the writing that was found there; it stays as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unmapped {
    /// How often it stands in damaged parts.
    pub count: usize,
    /// Where it stands first, in bytes of the text as it was read.
    pub first: usize,
}

/// A repaired text and what was done to get it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversion {
    /// The repaired text.
    pub text: String,
    /// The changed places, in order; they do not touch where they are of different kinds.
    pub edits: Vec<Edit>,
    /// The characters without a meaning, in the order of their code points.
    pub unmapped: BTreeMap<char, Unmapped>,
}

impl Conversion {
    /// The offset in `original`, the text as it was read, of an offset in the repaired text, both in bytes.
    ///
    /// Inside a character, or inside characters that were replaced as a whole, the answer is their start. An offset
    /// beyond the end gives the end.
    ///
    /// ```
    /// use lughat::letters::legacy::diagnose;
    /// let read = "Mədəniyyət müzakirəsi".replace('ə', "É™").replace('ü', "Ã¼");
    /// let repaired = diagnose(&read).unwrap().repair(&read);
    /// assert_eq!(repaired.text, "Mədəniyyət müzakirəsi");
    /// let place = repaired.text.find("müz").unwrap();
    /// assert!(read[repaired.to_source(&read, place)..].starts_with("mÃ¼z"));
    /// ```
    pub fn to_source(&self, original: &str, offset: usize) -> usize {
        let before = self.edits.partition_point(|edit| edit.target.start <= offset);
        let Some(edit) = before.checked_sub(1).and_then(|at| self.edits.get(at)) else {
            return offset.min(original.len());
        };
        if offset >= edit.target.end {
            return (edit.source.end + (offset - edit.target.end)).min(original.len());
        }
        match (original.get(edit.source.clone()), self.text.get(edit.target.clone())) {
            (Some(read), Some(meant)) => edit.source.start + offset_inside(read, meant, offset - edit.target.start),
            _ => edit.source.start,
        }
    }

    /// Appends a repaired part; adjacent characters that were replaced one by one become one edit.
    pub(super) fn append(&mut self, part: Rewrite, source_start: usize, finding: usize) {
        let target_start = self.text.len();
        let mut after_single = false;
        self.text.push_str(&part.text);
        for step in part.steps {
            let source = source_start + step.source.start..source_start + step.source.end;
            let target = target_start + step.target.start..target_start + step.target.end;
            match self.edits.last_mut() {
                Some(last) if step.single && after_single && last.source.end == source.start => {
                    last.source.end = source.end;
                    last.target.end = target.end;
                }
                _ => self.edits.push(Edit { source, target, finding }),
            }
            after_single = step.single;
        }
    }

    pub(super) fn note_unmapped(&mut self, c: char, at: usize) {
        self.unmapped.entry(c).or_insert(Unmapped { count: 0, first: at }).count += 1;
    }
}

/// The offset in `read` that belongs to an offset in `meant`: character by character where there are as many.
fn offset_inside(read: &str, meant: &str, offset: usize) -> usize {
    if read.chars().count() != meant.chars().count() {
        return 0;
    }
    let starts = meant.char_indices().zip(read.char_indices()).take_while(|((at, _), _)| *at <= offset);
    starts.last().map_or(0, |(_, (at, _))| at)
}

/// A part of a text, rewritten character by character.
#[derive(Debug, Default)]
pub(super) struct Rewrite {
    pub(super) text: String,
    pub(super) steps: Vec<Step>,
    read: usize,
}

/// One replacement inside a part.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    source: Range<usize>,
    target: Range<usize>,
    /// Whether one character was replaced by one.
    single: bool,
}

impl Rewrite {
    pub(super) fn keep(&mut self, text: &str) {
        self.text.push_str(text);
        self.read += text.len();
    }

    /// Replaces the next characters of the source by one character.
    pub(super) fn replace(&mut self, source: &str, meant: char) {
        let target = self.text.len();
        self.text.push(meant);
        let single = source.chars().nth(1).is_none();
        let source = self.read..self.read + source.len();
        self.read = source.end;
        self.steps.push(Step { source, target: target..self.text.len(), single });
    }

    /// The bytes of the source that were kept.
    pub(super) fn kept(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let starts = std::iter::once(0).chain(self.steps.iter().map(|step| step.source.end));
        let ends = self.steps.iter().map(|step| step.source.start).chain([self.read]);
        starts.zip(ends).map(|(start, end)| start..end)
    }

    /// This rewriting and then `next`, whose source is the text of this one, as one.
    pub(super) fn then(self, next: Rewrite) -> Rewrite {
        let mut first = self.steps.into_iter().peekable();
        let mut second = next.steps.into_iter().peekable();
        // What has been passed so far: how far the source and the target are ahead of the text between them.
        let (mut source_ahead, mut target_ahead) = (0_isize, 0_isize);
        let mut steps = Vec::new();
        loop {
            let starts = [first.peek().map(|step| step.target.start), second.peek().map(|step| step.source.start)];
            let Some(start) = starts.into_iter().flatten().min() else { break };
            let (from, onto) = (start.saturating_add_signed(source_ahead), start.saturating_add_signed(target_ahead));
            let mut end = start + 1;
            loop {
                if let Some(step) = first.next_if(|step| step.target.start < end) {
                    end = end.max(step.target.end);
                    source_ahead = step.source.end as isize - step.target.end as isize;
                } else if let Some(step) = second.next_if(|step| step.source.start < end) {
                    end = end.max(step.source.end);
                    target_ahead = step.target.end as isize - step.source.end as isize;
                } else {
                    break;
                }
            }
            let source = from..end.saturating_add_signed(source_ahead);
            steps.push(Step { source, target: onto..end.saturating_add_signed(target_ahead), single: false });
        }
        Rewrite { text: next.text, steps, read: self.read }
    }
}
