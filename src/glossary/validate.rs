use super::column::Column;
use super::error::Fault;
use super::faults::{decode, faults};
use super::sheet::Sheet;
use super::{Glossary, rules, strict};
use crate::report::{self, Diagnostic, Severity};
use crate::text::Span;

/// Checks a glossary file; `file` is its name in the findings, which come in file order.
///
/// Errors are what [`Glossary::read`] refuses; warnings and infos come from the rules for content (see the table below).
///
/// | code | severity | what |
/// |---|---|---|
/// | `not_utf8`, `missing_column`, `duplicate_column`, `broken_quote`, `wrong_field_count` | error | the file is no table of a glossary |
/// | `unknown_type`, `unknown_status`, `bad_number`, `duplicate_id` | error | a cell cannot be read |
/// | `empty_form` | warning | no `az` or no `en` |
/// | `duplicate_pair` | warning | an earlier row of the type has the same two forms |
/// | `stray_space` | warning | white space around a cell or a part, doubled, or of an unusual kind |
/// | `not_nfc` | warning | a letter is written as a letter and a mark |
/// | `look_alike` | warning | a letter of another alphabet inside a Latin word |
/// | `foreign_letter` | warning | a letter that the language does not have |
/// | `control_character` | warning | a character that nobody can see |
/// | `huge_cell` | warning | more than 10,000 bytes |
/// | `formula` | warning | a spreadsheet would take the cell for a formula |
/// | `list_part` | warning | an empty part or one that stands twice |
/// | `variant_is_main` | warning | a variant that is the main form |
/// | `forbidden_allowed` | warning | an English form both forbidden and accepted |
/// | `missing_source` | warning | approved, but nobody knows from where |
/// | `bad_id` | warning | an id with other characters than `a`–`z`, digits and `-` |
/// | `unknown_column` | info | a column that the program keeps but does not use |
/// | `not_canonical` | info | not as `glossary fmt` writes it |
///
/// ```
/// use lughat::glossary::validate;
/// let findings = validate("g.csv", "id,az,en\nBad Id,nazir,minister\n".as_bytes());
/// let finding = findings.iter().find(|finding| finding.code == "bad_id").unwrap();
/// assert_eq!((finding.line, finding.column), (2, 1));
/// ```
pub fn validate(file: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let text = match decode(bytes) {
        Ok(text) => text,
        Err((valid, fault)) => return vec![fault.into_diagnostic().at(file, &valid)],
    };
    let sheet = Sheet::parse(text);
    let faults = faults(&sheet);
    let mut findings = Vec::new();
    rules::check(&sheet, &mut findings);
    if faults.is_empty() {
        not_canonical(bytes, &sheet, &mut findings);
    }
    findings.extend(faults.into_iter().map(Fault::into_diagnostic));
    report::place(&mut findings, file, text);
    findings
}

/// Checks files that belong together by the rules of [`validate`] and, where a file can be read at all, by those for a
/// house list. The findings are by file, in file order.
///
/// | code | severity | what |
/// |---|---|---|
/// | `same_form` | warning | two approved rows of a type, in whatever file, share the Azerbaijani form |
/// | `acronym_mismatch` | warning | a short form is not made of the initials of a form in the row |
/// | `spelling_tradition` | warning | the English name of a person or place is not the press romanisation |
/// | `uneven_wording` | warning | a part of a body or an office is translated otherwise than in most rows |
/// | `country_name` | warning | a country has not the name that CLDR gives it |
///
/// All but the first are silent where the note of the row gives the reason: `acronym:`, `spelling:`, `wording:`, `CLDR:`.
/// Only approved rows are held to these rules.
///
/// ```
/// use lughat::glossary::validate_strict;
/// let file = "type,az,en,note\nplace,Şəki,Sheki,\nplace,Bakı,Baku,spelling: traditional\n";
/// let findings = validate_strict(&[("g.csv", file.as_bytes())]);
/// let codes: Vec<_> = findings[0].iter().map(|finding| (finding.code, finding.line)).collect();
/// assert!(codes.contains(&("spelling_tradition", 2)) && !codes.contains(&("spelling_tradition", 3)));
/// ```
pub fn validate_strict(files: &[(&str, &[u8])]) -> Vec<Vec<Diagnostic>> {
    let mut all: Vec<Vec<Diagnostic>> = files.iter().map(|(file, bytes)| validate(file, bytes)).collect();
    let is_readable = |findings: &[Diagnostic]| findings.iter().all(|finding| finding.severity != Severity::Error);
    let readable: Vec<usize> = (0..files.len()).filter(|&file| is_readable(&all[file])).collect();
    let texts: Vec<&str> = readable.iter().filter_map(|&file| decode(files[file].1).ok()).collect();
    let sheets: Vec<Sheet> = texts.iter().map(|text| Sheet::parse(text)).collect();
    for ((file, sheet), found) in readable.into_iter().zip(&sheets).zip(strict::check(&sheets)) {
        all[file].extend(found);
        report::place(&mut all[file], files[file].0, sheet.text);
    }
    all
}

/// Finds the first place at which the file differs from what writing it gives.
fn not_canonical(bytes: &[u8], sheet: &Sheet, findings: &mut Vec<Diagnostic>) {
    let canonical = Glossary::of(sheet).to_csv();
    let (text, mark) = (sheet.text, bytes.len() - sheet.text.len());
    if mark == 0 && text == canonical {
        return;
    }
    let same = text.bytes().zip(canonical.bytes()).take_while(|(a, b)| a == b).count();
    let mut at = if mark > 0 { 0 } else { same };
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let what = match text.as_bytes().get(at) {
        _ if mark > 0 => "it begins with a byte order mark",
        Some(b'\r') => "lines end in CR",
        _ if at < sheet.header.cells.last().map_or(0, |cell| cell.span.end) => "the header row is another",
        _ if !sheet.has(Column::Id) => "ids are missing",
        _ => "rows, order or quotes differ from here on",
    };
    let message = format!("the file is not in canonical form: {what}");
    let finding = Diagnostic::new("not_canonical", Severity::Info, Span::new(at, at), message);
    findings.push(finding.with_help("`lughat glossary fmt FILE` rewrites it; nothing is lost"));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        validate("g.csv", text.as_bytes()).iter().map(|finding| finding.code).collect()
    }

    #[test]
    fn a_canonical_file_has_no_findings() {
        let text = "az,en,source,status\nnazir,minister,own knowledge,approved\n";
        let canonical = Glossary::read("g.csv", text.as_bytes()).unwrap().to_csv();
        assert_eq!(codes(&canonical), [""; 0]);
        assert_eq!(codes(text), ["not_canonical"]);
        assert_eq!(codes(&format!("\u{feff}{canonical}")), ["not_canonical"]);
        assert_eq!(codes(&canonical.replace('\n', "\r\n")), ["not_canonical"]);
    }

    #[test]
    fn all_errors_are_listed() {
        let text = "id,type,az,en,status,score\nx,naz,a,b,old,2\nx,term,c,d,approved\n";
        let errors = ["duplicate_id", "wrong_field_count", "unknown_type", "unknown_status", "bad_number"];
        let found: Vec<_> = codes(text).into_iter().filter(|code| errors.contains(code)).collect();
        assert_eq!(found, ["unknown_type", "unknown_status", "bad_number", "duplicate_id", "wrong_field_count"]);
        assert_eq!(codes("\"az,en\n"), ["broken_quote", "missing_column", "missing_column", "unknown_column"]);
    }

    #[test]
    fn bytes_that_are_no_text_are_one_finding() {
        let findings = validate("g.csv", b"az,en\n\xFF\xFE");
        assert_eq!((findings[0].code, findings[0].line, findings.len()), ("not_utf8", 2, 1));
    }
}
