//! Parts of a text: what is decided as one.

/// Longest part, in bytes. Longer lines are cut between words; a thousand letters decide as well as a million.
const LONGEST_PART: usize = 4096;

/// Splits a text into parts of at least `least` bytes (the last may be shorter) that end after a line break or a tab;
/// joined, they are the text.
pub(super) fn parts(text: &str, least: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = end_of_part(rest, least)?;
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

fn end_of_part(text: &str, least: usize) -> Option<usize> {
    if text.is_empty() {
        return None;
    }
    let bytes = &text.as_bytes()[..text.len().min(LONGEST_PART)];
    let breaks = memchr::memchr3_iter(b'\n', b'\r', b'\t', bytes);
    if let Some(at) = breaks.into_iter().find(|at| at + 1 >= least) {
        return Some(at + 1);
    }
    if bytes.len() == text.len() {
        return Some(text.len());
    }
    let after_space = memchr::memrchr(b' ', bytes).map(|at| at + 1);
    Some(after_space.unwrap_or_else(|| text.floor_char_boundary(LONGEST_PART)))
}

/// How much of a long text is looked at: its start, and as many windows as this from the rest.
const SAMPLE_START: usize = 32 * 1024;
const SAMPLE_WINDOWS: usize = 8;
const SAMPLE_WINDOW: usize = 4 * 1024;

/// The start of a text and some windows from the rest of it, evenly spread.
pub(super) fn sample(text: &str) -> Vec<&str> {
    if text.len() <= SAMPLE_START + SAMPLE_WINDOWS * SAMPLE_WINDOW {
        return vec![text];
    }
    let (start, rest) = text.split_at(text.floor_char_boundary(SAMPLE_START));
    let step = rest.len() / SAMPLE_WINDOWS;
    let window = |at: usize| {
        let from = rest.floor_char_boundary(at * step);
        &rest[from..rest.floor_char_boundary(from + SAMPLE_WINDOW)]
    };
    std::iter::once(start).chain((0..SAMPLE_WINDOWS).map(window)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_cells_are_parts() {
        assert_eq!(parts("ev\tдом\nbağ\n", 1).collect::<Vec<_>>(), ["ev\t", "дом\n", "bağ\n"]);
        assert_eq!(parts("ev\tдом\nbağ\nson", 5).collect::<Vec<_>>(), ["ev\tдом\n", "bağ\n", "son"]);
        assert_eq!(parts("", 1).count(), 0);
    }

    #[test]
    fn long_lines_are_cut_between_words() {
        let text = "mədəniyyət ".repeat(2000);
        assert!(parts(&text, 1).all(|part| part.len() <= LONGEST_PART && part.ends_with(' ')));
        let text = "ə".repeat(5000);
        assert_eq!(parts(&text, 1).collect::<String>(), text);
    }

    #[test]
    fn the_sample_of_a_long_text_is_bounded() {
        let text = "şəhər ".repeat(1_000_000);
        let sample = sample(&text);
        assert_eq!(sample.len(), 1 + SAMPLE_WINDOWS);
        assert!(sample.iter().map(|part| part.len()).sum::<usize>() <= SAMPLE_START + SAMPLE_WINDOWS * SAMPLE_WINDOW);
    }
}
