use serde::Serialize;

use super::{Diagnostic, Severity};

#[derive(Serialize)]
struct Line<'a> {
    schema: u32,
    code: &'a str,
    severity: Severity,
    file: &'a str,
    line: usize,
    column: usize,
    start: usize,
    end: usize,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

/// Renders a finding as one line of JSON, without a line end: `schema`, `code`, `severity`, `file`, `line` and `column`
/// (from 1, in characters), `start` and `end` (bytes), `message`, `help`.
pub fn json(finding: &Diagnostic) -> String {
    let Diagnostic { code, severity, file, line, column, span, message, help } = finding;
    let (severity, line, column, help) = (*severity, *line, *column, help.as_deref());
    let object =
        Line { schema: 1, code, severity, file, line, column, start: span.start, end: span.end, message, help };
    serde_json::to_string(&object).expect("strings and numbers can always be written as JSON")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn one_object_a_line() {
        let finding = Diagnostic::new("duplicate_id", Severity::Error, Span::new(6, 7), "a\nb").at("g.csv", "id,az\nx");
        assert_eq!(
            json(&finding),
            r#"{"schema":1,"code":"duplicate_id","severity":"error","file":"g.csv","line":2,"column":1,"start":6,"end":7,"message":"a\nb"}"#
        );
    }
}
