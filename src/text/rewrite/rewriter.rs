use std::borrow::Cow;

use super::boxes::Boxes;
use super::broken_word::{BrokenWord, Joint};
use super::change::{Change, Edit, changes};
use super::error::{Obstacle, RewriteError};
use super::patch::{Letters, Patch, Place, apply};
use super::running::Original;
use super::source::{Markup, Source};
use super::{alto, docx, hocr};
use crate::text::{Document, Format};

/// Puts edits of a document's text into its file; see [`Rewriter`], which can also leave out what cannot be done.
///
/// The same format comes out: only the words change, every other byte stays as it was. Without edits the file comes out
/// as it went in.
///
/// # Errors
///
/// When `source` is not the file that the document was read from, when the edits are not in order, and when one of them
/// cannot be made (see [`RewriteError`]).
///
/// ```
/// use lughat::text::{Edit, ReadOptions, Span, read_bytes, rewrite};
/// let html = b"<p>Xarici <b>Isl</b>er &amp; s.</p>".to_vec();
/// let document = read_bytes("a.html", html.clone(), &ReadOptions::default()).unwrap();
/// let edits = [Edit::new(Span::new(7, 12), "İşlər")];
/// let cleaned = rewrite(&document, &html, &edits).unwrap();
/// assert_eq!(String::from_utf8(cleaned).unwrap(), "<p>Xarici <b>İşl</b>ər &amp; s.</p>");
/// ```
pub fn rewrite(document: &Document, source: &[u8], edits: &[Edit]) -> Result<Vec<u8>, RewriteError> {
    let mut rewriter = Rewriter::new(document, source)?;
    edits.iter().try_for_each(|edit| rewriter.edit(edit).map(drop))?;
    rewriter.finish()
}

/// Takes the edits of a document one by one, in the order of the text, and then writes its file.
///
/// - Of an edit only what differs is written. If that lies in several elements (`<b>Xar</b>ici`), each letter stays in its
///   element where old and new have as many; else the first takes the new text and the others lose theirs. The tags stay.
/// - New text is escaped for its place, and written in the encoding of the file. A letter that the encoding lacks becomes
///   a numeric character reference in HTML and XML; plain text and Markdown refuse it.
/// - On scanned pages (hOCR, ALTO) words keep their boxes and identifiers. Where two words of a line become one, the first
///   element takes the text, its box grows over both and the second goes; a word that goes altogether leaves its box
///   empty; of a word that becomes two both stay in its box. The lines stay, too: a word that a line end breaks is broken
///   again at the same letters when an edit closes it up; other edits that change line ends are refused. In ALTO the
///   `SUBS_CONTENT` of both halves says what the word then is.
/// - In a DOCX the part with the text is packed anew, all others are copied as they are packed.
pub struct Rewriter<'d> {
    original: Original<'d>,
    /// The file.
    file: &'d [u8],
    /// The boxes of a scanned page.
    boxes: Option<Boxes>,
    letters: Letters,
    changes: Vec<Change>,
    /// The line ends in words that edits have closed up.
    joints: Vec<Joint>,
    /// Where the last edit ended, in bytes of the text.
    end: usize,
}

impl<'d> Rewriter<'d> {
    /// Prepares to rewrite the file that a document was read from.
    ///
    /// # Errors
    ///
    /// When `source` is another file than the one that the document was read from.
    pub fn new(document: &'d Document, source: &'d [u8]) -> Result<Rewriter<'d>, RewriteError> {
        let place = Place::of_text(document.origin.format);
        let original = Original { document, source: Source::open(document, source)?, place };
        let letters = Letters::new(document.origin.encoding, place);
        let boxes = match &original.source.markup {
            Markup::None => None,
            Markup::Hocr(words) => Some(hocr::boxes(&original, words)),
            Markup::Alto(words) => Some(alto::boxes(&original, words)),
        };
        Ok(Rewriter { original, file: source, boxes, letters, changes: Vec::new(), joints: Vec::new(), end: 0 })
    }

    /// Takes the next edit. An edit that is refused leaves no trace; others may follow.
    ///
    /// Says what then stands at its span: the replacement, but for a word that stays broken on its page. `None` means that
    /// nothing changes.
    ///
    /// # Errors
    ///
    /// When the edit begins before the end of the one before, does not fit the text, or cannot be made.
    pub fn edit<'e>(&mut self, edit: &'e Edit) -> Result<Option<Cow<'e, str>>, RewriteError> {
        let document = self.original.document;
        let (span, name) = (edit.span, &document.name);
        if document.text.get(span.start..span.end).is_none() {
            return Err(RewriteError::Span { name: name.clone(), span });
        }
        if span.start < self.end {
            return Err(RewriteError::Order { name: name.clone(), span });
        }
        let broken = self.boxes.as_ref().and_then(|_| BrokenWord::of(&document.text, edit));
        let edits = broken.as_ref().map_or(std::slice::from_ref(edit), |broken| &broken.halves);
        let found: Vec<Change> = edits.iter().flat_map(|edit| changes(&document.text, edit)).collect();
        found.iter().try_for_each(|change| self.check(change))?;
        let joint = broken.as_ref().map(|broken| broken.joint);
        let is_change = !found.is_empty() || joint.is_some_and(|joint| self.tells_otherwise(joint));
        self.changes.extend(found);
        self.joints.extend(joint);
        self.end = span.end;
        let text = broken.map_or(Cow::Borrowed(edit.replacement.as_str()), |broken| Cow::Owned(broken.text));
        Ok(is_change.then_some(text))
    }

    /// Whether the file says of the whole of a broken word what it is not.
    fn tells_otherwise(&self, joint: Joint) -> bool {
        match (&self.original.source.markup, &self.boxes) {
            (Markup::Alto(words), Some(boxes)) => alto::tells_otherwise(&self.original, boxes, words, joint),
            _ => false,
        }
    }

    fn check(&self, change: &Change) -> Result<(), RewriteError> {
        let document = self.original.document;
        let refused = |obstacle| self.original.unsupported(change, obstacle);
        if !self.letters.is_stateless() {
            return Err(refused(Obstacle::Shifts));
        }
        let place = self.original.place;
        if let Some(letter) = change.replacement.chars().find(|c| !place.allows(*c) || !self.letters.has(*c)) {
            let (name, line) = (document.name.clone(), document.line_of(change.span));
            let encoding = if place.allows(letter) { document.origin.encoding } else { document.origin.format.label() };
            return Err(RewriteError::Letter { name, line, letter, encoding });
        }
        if let (Markup::Alto(words), Some(boxes)) = (&self.original.source.markup, &self.boxes)
            && !alto::keeps_hyphen(&self.original, boxes, words, change)
        {
            return Err(refused(Obstacle::Hyphen));
        }
        match self.boxes.as_ref().map(|boxes| boxes.holds(&document.text, change)).transpose().map_err(refused)? {
            Some(true) => Ok(()),
            // There, all text but lone hyphens is in boxes.
            Some(false) if document.origin.format == Format::Alto => Err(refused(Obstacle::Box)),
            _ => self.original.check(change),
        }
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// When the archive of a DOCX cannot be packed again.
    pub fn finish(self) -> Result<Vec<u8>, RewriteError> {
        if self.changes.is_empty() && self.joints.is_empty() {
            return Ok(self.file.to_vec());
        }
        let original = &self.original;
        let mut patches = match (&original.source.markup, &self.boxes) {
            (Markup::Hocr(words), Some(boxes)) => hocr::patches(original, boxes, words, &self.changes),
            (Markup::Alto(words), Some(boxes)) => alto::patches(original, boxes, words, &self.changes, &self.joints),
            _ => original.patches(&self.changes),
        };
        patches.sort_by_key(|patch: &Patch| patch.span);
        let decoded = &original.source.decoded;
        let Some((part, bytes)) = &original.source.part else {
            return Ok(apply(self.file, decoded, patches, self.letters));
        };
        patches.extend(docx::kept_spaces(&decoded.text, &patches));
        let content = apply(bytes, decoded, patches, self.letters);
        docx::pack(&original.document.name, self.file, part, &content)
    }
}
