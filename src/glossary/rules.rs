//! The rules for the content of a glossary, one function each. They look at the cells as they stand in the file.

use std::collections::{HashMap, HashSet};

use unicode_normalization::is_nfc;

use super::column::Column;
use super::entry::Status;
use super::sheet::{Cell, Row, Sheet};
use crate::letters::{Lang, Script, in_alphabet, is_apostrophe, lower, normal_form, script};
use crate::report::{Diagnostic, Severity, shown};
use crate::text::Span;

/// Longest cell without a finding, in bytes: ten times the longest article title, far below a pasted document.
const HUGE_CELL_BYTES: usize = 10_000;

type Findings = Vec<Diagnostic>;

/// Applies every rule.
pub(super) fn check(sheet: &Sheet, findings: &mut Findings) {
    unknown_column(sheet, findings);
    duplicate_pair(sheet, findings);
    for row in sheet.rows() {
        empty_form(row, findings);
        bad_id(row, findings);
        variant_is_main(row, findings);
        forbidden_allowed(row, findings);
        missing_source(row, findings);
        for cell in row.cells {
            huge_cell(cell, findings);
            not_nfc(cell, findings);
        }
        for (column, cell) in row.columns() {
            control_character(column, cell, findings);
            formula(column, cell, findings);
            if let Some(column) = column {
                stray_space(column, cell, findings);
                list_part(column, cell, findings);
                look_alike(column, cell, findings);
                foreign_letter(column, cell, findings);
            }
        }
    }
}

fn warn(findings: &mut Findings, code: &'static str, span: Span, message: String, help: &str) {
    findings.push(Diagnostic::new(code, Severity::Warning, span, message).with_help(help));
}

fn unknown_column(sheet: &Sheet, findings: &mut Findings) {
    for cell in sheet.header.cells.iter().filter(|cell| Column::of(&cell.value).is_none()) {
        let message = format!("the column \"{}\" is kept, but not used", shown(&cell.value));
        let finding = Diagnostic::new("unknown_column", Severity::Info, cell.span, message);
        findings.push(match likely_column(&cell.value) {
            Some(column) => finding.with_help(format!("is {} meant?", column.name())),
            None => finding,
        });
    }
}

/// The known column whose name is at most two letters away.
fn likely_column(header: &str) -> Option<Column> {
    let header = header.trim().to_ascii_lowercase();
    if header.len() > 40 {
        return None;
    }
    let columns = Column::CURATED.into_iter().chain(Column::OF_CANDIDATES);
    let near = columns.map(|column| (strsim::osa_distance(&header, column.name()), column));
    near.filter(|(distance, column)| *distance <= 2 && column.name().len() > 4).min_by_key(|(d, _)| *d).map(|(_, c)| c)
}

fn duplicate_pair(sheet: &Sheet, findings: &mut Findings) {
    let mut seen = HashMap::new();
    for (index, row) in sheet.rows().enumerate() {
        let form = |column, lang| lower(&normal_form(row.value(column)), lang);
        let kind = row.kind();
        let pair = (kind, form(Column::Az, Lang::Az), form(Column::En, Lang::En));
        if pair.1.is_empty() || pair.2.is_empty() {
            continue;
        }
        if let (Some(_), Some(cell)) = (seen.insert(pair, index), row.cell(Column::Az)) {
            let message = format!("an earlier {kind} has the same two forms as \"{}\"", shown(&cell.value));
            warn(findings, "duplicate_pair", cell.span, message, "merge the two rows into one");
        }
    }
}

fn empty_form(row: Row, findings: &mut Findings) {
    for column in [Column::Az, Column::En] {
        if let (true, Some(cell)) = (row.value(column).is_empty(), row.cell(column)) {
            let message = format!("the column {} is empty", column.name());
            warn(findings, "empty_form", cell.span, message, "an entry needs a form in both languages");
        }
    }
}

fn bad_id(row: Row, findings: &mut Findings) {
    let id = row.value(Column::Id);
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if let (false, Some(cell)) = (id.chars().all(allowed), row.cell(Column::Id)) {
        let message = format!("the id \"{}\" has other characters than a–z, 0–9 and -", shown(id));
        warn(findings, "bad_id", cell.span, message, "leave the cell empty: `glossary fmt` will make an id");
    }
}

fn variant_is_main(row: Row, findings: &mut Findings) {
    for (main, variants) in [(Column::Az, Column::AzVariants), (Column::En, Column::EnVariants)] {
        let form = row.value(main);
        if let (false, true, Some(cell)) = (form.is_empty(), row.list(variants).any(|v| v == form), row.cell(variants))
        {
            let message = format!("the variant \"{}\" is the main form", shown(form));
            warn(findings, "variant_is_main", cell.span, message, "remove it from the variants");
        }
    }
}

fn forbidden_allowed(row: Row, findings: &mut Findings) {
    let Some(cell) = row.cell(Column::EnForbidden).filter(|cell| !cell.value.is_empty()) else { return };
    let lists = row.list(Column::EnVariants).chain(row.list(Column::EnAcronym));
    let allowed: HashSet<&str> = lists.chain([row.value(Column::En)]).collect();
    for form in row.list(Column::EnForbidden).filter(|form| allowed.contains(form)) {
        let message = format!("\"{}\" is both forbidden and accepted", shown(form));
        warn(findings, "forbidden_allowed", cell.span, message, "remove it from one of the two columns");
    }
}

/// A row without a status is approved by default; only one that says so is asked for its source.
fn missing_source(row: Row, findings: &mut Findings) {
    if row.value(Column::Status).parse() == Ok(Status::Approved) && row.value(Column::Source).is_empty() {
        let span = row.cell(Column::Source).or(row.cell(Column::Status)).map_or(row.span(), |cell| cell.span);
        let message = "the row is approved, but has no source".into();
        warn(findings, "missing_source", span, message, "say where the pair comes from: a document, a law, a person");
    }
}

fn huge_cell(cell: &Cell, findings: &mut Findings) {
    if cell.value.len() > HUGE_CELL_BYTES {
        let message = format!("the cell has {} bytes", cell.value.len());
        warn(findings, "huge_cell", cell.span, message, "a cell is a term, a list of terms or a note, not a document");
    }
}

fn not_nfc(cell: &Cell, findings: &mut Findings) {
    if !is_nfc(&cell.value) {
        let message = "a letter is written as a letter and a mark (the text is not in Unicode NFC)".into();
        warn(findings, "not_nfc", cell.span, message, "type the letter anew, or normalise the file to NFC");
    }
}

fn stray_space(column: Column, cell: &Cell, findings: &mut Findings) {
    if matches!(column, Column::Source | Column::Note) {
        return;
    }
    let value: &str = &cell.value;
    let outer = |part: &str| part.len() != part.trim().len();
    let stray = if column.is_list() { value.split('|').any(outer) } else { outer(value) };
    let unusual = |c: char| c.is_whitespace() && !matches!(c, ' ' | '\n' | '\r' | '\t');
    let help = if stray {
        "remove the space around it, or run `glossary fmt`"
    } else if value.contains("  ") || value.contains(unusual) {
        "write one common space"
    } else {
        return;
    };
    warn(findings, "stray_space", cell.span, format!("stray white space in \"{}\"", shown(value)), help);
}

fn list_part(column: Column, cell: &Cell, findings: &mut Findings) {
    if !column.is_list() || cell.value.is_empty() {
        return;
    }
    let mut seen = HashSet::new();
    for part in cell.value.split('|').map(str::trim) {
        if part.is_empty() {
            warn(findings, "list_part", cell.span, "the list has an empty part".into(), "remove the | too many");
        } else if !seen.insert(part) {
            let message = format!("\"{}\" stands twice in the list", shown(part));
            warn(findings, "list_part", cell.span, message, "remove one of the two");
        }
    }
}

fn look_alike(column: Column, cell: &Cell, findings: &mut Findings) {
    if !column.is_form() {
        return;
    }
    for word in cell.value.split(|c: char| c.is_whitespace() || c == '|') {
        if let Some(letter) = word.chars().find(|&c| is_look_alike(column, c, word)) {
            let (code, meant) = (u32::from(letter), normal_form(word));
            let message = format!("\"{letter}\" (U+{code:04X}) in \"{}\" only looks right", shown(word));
            warn(findings, "look_alike", cell.span, message, &format!("write \"{}\"", shown(&meant)));
        }
    }
}

/// Whether `c` stands for another letter in `word`: a Cyrillic letter among Latin ones, or in Azerbaijani a letter that
/// is written for one of its own (ǝ, ș). English keeps such letters in foreign names (Chișinău).
fn is_look_alike(column: Column, c: char, word: &str) -> bool {
    if !c.is_alphabetic() || c.is_ascii() || is_apostrophe(c) {
        return false;
    }
    let mut buffer = [0; 4];
    let letter: &str = c.encode_utf8(&mut buffer);
    match script(letter) {
        Script::Cyrillic => script(word) == Script::Mixed,
        _ => matches!(column, Column::Az | Column::AzVariants | Column::AzAcronym) && normal_form(letter) != letter,
    }
}

fn foreign_letter(column: Column, cell: &Cell, findings: &mut Findings) {
    let foreign: fn(char) -> bool = match column {
        Column::Az => |c| c.is_alphabetic() && !in_alphabet(c) && !matches!(c, 'w' | 'W'),
        Column::En | Column::EnVariants | Column::EnAcronym => |c| c.is_alphabetic() && !is_latin(c),
        _ => return,
    };
    let value: &str = &cell.value;
    let of_word = |word: &str| word.chars().find(|&c| foreign(c) && !is_look_alike(column, c, word));
    if let Some(letter) = value.split_whitespace().find_map(of_word) {
        let code = u32::from(letter);
        let message = format!("\"{letter}\" (U+{code:04X}) in \"{}\" is no letter of the language", shown(value));
        warn(findings, "foreign_letter", cell.span, message, "keep other spellings in the column of variants");
    }
}

/// Whether `c` is in the blocks that hold the Latin letters of living languages.
fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{2af}' | '\u{1e00}'..='\u{1eff}')
}

fn control_character(column: Option<Column>, cell: &Cell, findings: &mut Findings) {
    let lines_allowed = !column.is_some_and(|column| !matches!(column, Column::Source | Column::Note));
    let unseen = |c: char| match c {
        '\n' | '\r' | '\t' => !lines_allowed,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => true,
        _ => c.is_control(),
    };
    if let Some(c) = cell.value.chars().find(|&c| unseen(c)) {
        let message = format!("the cell has the unseen character U+{:04X}", u32::from(c));
        warn(findings, "control_character", cell.span, message, "remove it");
    }
}

/// Spreadsheets run a cell that begins so ("CSV injection", OWASP); numbers of the program's own columns are none.
fn formula(column: Option<Column>, cell: &Cell, findings: &mut Findings) {
    let numeric = matches!(column, Some(Column::Score | Column::Count));
    if !numeric && cell.value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        let message = format!("a spreadsheet takes \"{}\" for a formula", shown(&cell.value));
        warn(findings, "formula", cell.span, message, "put a word or a quote mark before it");
    }
}

#[cfg(test)]
mod tests {
    use crate::glossary::validate;

    /// The codes of the findings in a file with this header and these cells, apart from its form.
    fn codes(header: &str, cells: &str) -> Vec<&'static str> {
        let text = format!("{header}\n{cells}\n");
        let findings = validate("g.csv", text.as_bytes());
        findings.iter().map(|finding| finding.code).filter(|code| *code != "not_canonical").collect()
    }

    #[test]
    fn clean_rows_have_no_findings() {
        assert_eq!(codes("az,en,note", "“Ulduz” jurnalı,Ulduz magazine,\"two\nlines\""), [""; 0]);
        assert_eq!(codes("az,en,en_variants", "WhatsApp qrupu,Bachelor’s group,Kafé"), [""; 0]);
    }

    #[test]
    fn forms_must_be_there() {
        assert_eq!(codes("az,en", ",\nnazir,"), ["empty_form", "empty_form", "empty_form"]);
    }

    #[test]
    fn letters_are_those_of_the_language() {
        assert_eq!(codes("az,en", "mәşriq,east"), ["look_alike"]); // Cyrillic ә
        assert_eq!(codes("az,en", "Azǝrbaycan,Azerbaijan"), ["look_alike"]);
        assert_eq!(codes("az,en", "Аzərbaycan,Аzerbaijan"), ["look_alike", "look_alike"]); // Cyrillic А
        assert_eq!(codes("az,en", "Kișinyov,Chișinău"), ["look_alike"]); // Romanian ș
        assert_eq!(codes("az,en", "keçidiñ,pass"), ["foreign_letter"]);
        assert_eq!(codes("az,en", "Бакы,Баку"), ["foreign_letter", "foreign_letter"]);
        assert_eq!(codes("az,en", "s\u{327}əki,Sheki"), ["not_nfc"]);
    }

    #[test]
    fn white_space_and_unseen_characters_are_found() {
        assert_eq!(codes("az,en", "nazir ,minister"), ["stray_space"]);
        assert_eq!(codes("az,en", "baş  nazir,prime\u{a0}minister"), ["stray_space", "stray_space"]);
        assert_eq!(codes("az,en", "sər\u{ad}həd,bor\u{202e}der"), ["control_character", "control_character"]);
        assert_eq!(codes("az,en", "\"baş\nnazir\",prime minister"), ["control_character"]);
    }

    #[test]
    fn lists_have_distinct_full_parts() {
        assert_eq!(codes("az,en,en_variants", "a,b,c||d"), ["list_part"]);
        assert_eq!(codes("az,en,en_variants", "a,b,c|d|c"), ["list_part"]);
        assert_eq!(codes("az,en,en_variants", "a,b,b"), ["variant_is_main"]);
        assert_eq!(codes("az,en,en_variants,en_forbidden", "a,b,c,c|b"), ["forbidden_allowed", "forbidden_allowed"]);
    }

    #[test]
    fn formulas_are_found() {
        assert_eq!(codes("az,en,note", "a,b,=HYPERLINK(1)"), ["formula"]);
        assert_eq!(codes("az,en,x", "-da,b,@x"), ["unknown_column", "formula", "formula"]);
    }

    #[test]
    fn pairs_stand_once_a_type() {
        assert_eq!(codes("az,en", "Baş nazir,Prime Minister\nbaş Nazir,prime minister"), ["duplicate_pair"]);
        assert_eq!(codes("type,az,en", "title,Baş nazir,PM\nterm,Baş nazir,PM"), [""; 0]);
    }

    #[test]
    fn decisions_have_a_source() {
        assert_eq!(codes("az,en,status,source", "a,b,approved,\na,c,candidate,"), ["missing_source"]);
        assert_eq!(codes("az,en", "a,b"), [""; 0]);
    }

    #[test]
    fn ids_are_plain_and_cells_short() {
        assert_eq!(codes("id,az,en", "Term-ə,a,b\n,c,d"), ["bad_id"]);
        assert_eq!(codes("az,en", &format!("a,{}", "b".repeat(10_001))), ["huge_cell"]);
    }
}
