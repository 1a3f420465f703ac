use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::cli::clean::cleaning::{Cleaning, Treatment};
use crate::cli::clean::conversion::Conversions;
use crate::cli::clean::decisions::Decisions;
use crate::ocr::{Channel, Cleaner, Knowledge};
use crate::text::{Blocks, ReadOptions};
use crate::word::morphology::Builder;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.add_lexicon();
    Knowledge::new(builder.build())
});

fn treatment() -> Treatment<'static> {
    let cleaner = Cleaner::new(&KNOWLEDGE, Some(Channel::Typed));
    Treatment { conversions: Conversions::default(), cleaner, decisions: Decisions::default() }
}

fn section_of(cleaning: &Cleaning) -> Section {
    Section::of(cleaning, cleaning.quality(&KNOWLEDGE))
}

/// A file that is read as a whole.
fn section(name: &str, text: &str) -> Section {
    let cleaning = Cleaning::new(name, text.as_bytes().to_vec(), &ReadOptions::default(), &treatment());
    section_of(&cleaning.unwrap())
}

/// A file that is read in blocks.
fn section_of_blocks(name: &str, text: &str, block_bytes: usize) -> Section {
    let blocks = Blocks::new(name, Vec::new(), text.as_bytes(), block_bytes);
    let sections = blocks.map(|block| section_of(&Cleaning::of_block(block.unwrap(), &treatment())));
    let all = sections.reduce(|mut all, later| {
        all.extend(later);
        all
    });
    all.unwrap()
}

fn page() -> Page {
    Page::new(Path::new("page.html")).unwrap()
}

fn html(sections: impl IntoIterator<Item = Section>) -> String {
    let mut page = page();
    sections.into_iter().for_each(|section| page.add(section));
    page.html()
}

const NOISY: &str = "Xarici isler naziri seferde olub.\n";

#[test]
fn repairs_stand_beside_what_they_replace() {
    let page = html([section("a.txt", NOISY)]);
    assert!(page.contains("<del>isler</del> <ins>işlər</ins>"), "{page}");
    assert!(page.contains("<td lang=\"az\">s</td><td lang=\"az\">ş</td>"));
    assert!(page.contains("line 1</p>"));
}

#[test]
fn the_worst_file_comes_first_and_a_right_one_has_no_text() {
    let page = html([section("right.txt", "Nazir gəlib.\n"), section("wrong.txt", NOISY)]);
    let place = |name: &str| page.find(name).unwrap();
    assert!(place("wrong.txt") < place("right.txt"));
    assert_eq!((page.matches("<article").count(), page.matches("right.txt").count()), (1, 1));
}

#[test]
fn text_and_names_are_no_markup() {
    let text = "<script>alert(1)</script> isler \"' onload=x <b>&amp;</b> \u{202E}\u{1b}\n";
    let page = html([section("<img src=x onerror=alert(1)>.txt", text)]);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains("<b>"), "{page}");
    assert!(!page.contains('\u{202E}') && !page.contains('\u{1b}'));
    assert!(page.contains("&lt;script&gt;alert"));
}

#[test]
fn what_the_page_needs_is_in_it() {
    let page = html([section("a.txt", NOISY)]);
    assert!(page.contains("default-src 'none'"));
    let outside = ["http:", "https:", "src=", "@import", "url(", "<script"];
    assert!(outside.iter().all(|word| !page.contains(word)));
}

#[test]
fn paragraphs_without_a_finding_are_only_counted() {
    let right = "Nazir gəlib.\n\n".repeat(14);
    let page = html([section("a.txt", &format!("{right}{NOISY}\n{right}"))]);
    assert_eq!(page.matches("… 14 paragraphs without a finding").count(), 2);
    assert!(!page.contains("Nazir gəlib"));
}

#[test]
fn a_long_paragraph_is_cut_where_nothing_was_found() {
    let page = html([section("a.txt", &format!("{}Xarici isler naziri.\n", "Nazir gəlib. ".repeat(9000)))]);
    assert!(page.len() < 12_000 && page.contains(" … ") && page.contains("<ins>işlər</ins>"), "{}", page.len());
}

#[test]
fn the_blocks_of_a_file_are_one_file() {
    let text = format!("{NOISY}\n{}{NOISY}\nNazir gəlib.\n", "Nazir gəlib.\n\n".repeat(9));
    let whole = html([section("a.txt", &text)]);
    assert!(whole.contains("line 3</p>") || whole.contains("line 21</p>"), "{whole}");
    assert_eq!(html([section_of_blocks("a.txt", &text, 64)]), whole);
}

#[test]
fn files_that_were_done_before_are_counted() {
    let mut page = Page { done_before: 3, ..page() };
    assert!(page.html().contains("3 files that an earlier run had done are not on this page"));
}

#[test]
fn without_room_the_text_of_the_best_file_goes() {
    let mut page = Page { most_bytes: 600, ..page() };
    let good = format!("{}{NOISY}", "Nazir gəlib. ".repeat(20));
    page.add(section("good.txt", &good));
    page.add(section("bad.txt", NOISY));
    let page = page.html();
    assert!(page.contains("The texts of 1 of the files"), "{page}");
    assert_eq!(page.matches("<del>isler</del>").count(), 1);
    assert_eq!(page.matches("<article").count(), 1);
}

#[test]
fn no_files_make_a_page_too() {
    assert!(html([]).contains("0 files"));
}

/// The names of the elements of a page.
fn elements(page: &str) -> BTreeSet<String> {
    let name = |rest: &str| rest.chars().take_while(char::is_ascii_alphabetic).collect();
    page.split('<').skip(1).map(name).collect()
}

proptest! {
    #[test]
    fn no_text_makes_an_element(text in "([<>&\"'/{}% =]|isler|img|script|b){0,20}") {
        let page = html([section(&text, &format!("isler {text}\n"))]);
        let usual = html([section("a.txt", NOISY)]);
        prop_assert!(elements(&page).is_subset(&elements(&usual)), "{page}");
    }
}
