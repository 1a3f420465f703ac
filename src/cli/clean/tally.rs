use std::fmt;
use std::ops::AddAssign;

use super::cleaning::Cleaning;
use crate::ocr::Quality;

/// What was found in a file, or in a part of it.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    /// Repairs that were made.
    pub applied: usize,
    pub suggested: usize,
    /// Sure repairs for which the format has no place.
    pub refused: usize,
    /// What its words speak of errors, if somebody wants to know.
    pub quality: Quality,
}

impl Tally {
    pub fn of(cleaning: &Cleaning, quality: Quality) -> Tally {
        let (applied, suggested, refused) = (cleaning.applied(), cleaning.suggested(), cleaning.refused());
        Tally { applied, suggested, refused, quality }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.applied += other.applied;
        self.suggested += other.suggested;
        self.refused += other.refused;
        self.quality += other.quality;
    }
}

/// What was done to all files.
#[derive(Default)]
pub(super) struct Sum {
    files: usize,
    pub changed: usize,
    applied: usize,
    suggested: usize,
    pub failed: usize,
    /// Files that an earlier run had done.
    pub done: usize,
}

impl Sum {
    /// Counts a file.
    pub fn add(&mut self, tally: &Tally) {
        self.files += 1;
        self.changed += usize::from(tally.applied > 0);
        self.applied += tally.applied;
        self.suggested += tally.suggested;
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sum { files, changed, applied, suggested, done, .. } = self;
        write!(f, "{files} files, {changed} with repairs: {applied} repairs, {suggested} suggestions")?;
        if *done > 0 { write!(f, "; {done} were done before") } else { Ok(()) }
    }
}
