use crate::text::{Document, PixelBox, Span};

/// Where words stand on a scanned page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScanPlace {
    /// The page in the file, from 1.
    pub page: u32,
    /// The smallest box that holds the words that stand on this page; none if the file does not say it in pixels.
    pub area: Option<PixelBox>,
}

impl ScanPlace {
    /// The place of a span of the text; none for other formats.
    pub fn of(document: &Document, span: Span) -> Option<ScanPlace> {
        let words = document.words_in(span);
        let page = words.first()?.page;
        let boxes = words.iter().filter(|word| word.page == page).filter_map(|word| word.bbox_px);
        Some(ScanPlace { page, area: boxes.reduce(PixelBox::cover) })
    }
}
