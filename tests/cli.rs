//! Transcripts of the command line: arguments, input, output and exit status stand in `tests/cli/*.toml`.

#[test]
fn transcripts() {
    trycmd::TestCases::new().case("tests/cli/*.toml");
}
