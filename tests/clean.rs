//! Files and folders through `lughat clean`: what is written, and what is not.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const NOISY: &str = "Respublikanin xarici isler naziri seferde olub.\r\nGorus kecirilib.";
const RIGHT: &str = "Respublikanın xarici işlər naziri səfərdə olub.\r\nGörüş keçirilib.";
const HTML: &str = "<p>Xarici <b>isler</b> naziri &amp; s.</p>\n";

fn lughat(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lughat")).args(arguments).current_dir(folder).output().unwrap()
}

/// The same with standard input.
fn lughat_told(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lughat"));
    command.args(arguments).current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A run that asks nothing reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// A folder with texts in it.
fn pages() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_path_buf();
    fs::create_dir_all(path.join("scans/old")).unwrap();
    fs::write(path.join("scans/a.txt"), NOISY).unwrap();
    fs::write(path.join("scans/old/b.html"), HTML).unwrap();
    fs::write(path.join("scans/right.txt"), "Bakı").unwrap();
    fs::write(path.join("scans/image.png"), "\u{89}PNG").unwrap();
    (folder, path)
}

#[test]
fn a_folder_is_mirrored_with_any_number_of_threads() {
    let (_folder, path) = pages();
    for (jobs, out) in [("1", "out1"), ("4", "out4")] {
        let done = lughat(&path, &["clean", "--restore-diacritics", "-j", jobs, "scans", "-o", out]);
        assert!(done.status.success(), "{done:?}");
        assert_eq!(fs::read_to_string(path.join(out).join("a.txt")).unwrap(), RIGHT);
        assert!(fs::read_to_string(path.join(out).join("old/b.html")).unwrap().contains("<b>işlər</b> naziri &amp;"));
        assert!(!path.join(out).join("image.png").exists());
    }
    assert_eq!(fs::read_to_string(path.join("scans/a.txt")).unwrap(), NOISY);
}

#[test]
fn in_place_keeps_permissions_and_files_without_a_change() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let (_folder, path) = pages();
    let (noisy, right) = (path.join("scans/a.txt"), path.join("scans/right.txt"));
    fs::set_permissions(&noisy, fs::Permissions::from_mode(0o640)).unwrap();
    let before = fs::metadata(&right).unwrap().ino();
    let clean = ["clean", "--restore-diacritics", "--in-place", "--backup", ".bak", "scans"];
    assert!(lughat(&path, &clean).status.success());
    assert_eq!(fs::read_to_string(&noisy).unwrap(), RIGHT);
    assert_eq!(fs::metadata(&noisy).unwrap().mode() & 0o777, 0o640);
    assert_eq!(fs::read_to_string(path.join("scans/a.txt.bak")).unwrap(), NOISY);
    assert_eq!(fs::metadata(&right).unwrap().ino(), before);
    assert!(!path.join("scans/right.txt.bak").exists());
}

#[test]
fn several_files_need_a_place_to_go() {
    let (_folder, path) = pages();
    for arguments in [&["clean", "scans"][..], &["clean", "scans/a.txt", "scans/right.txt"]] {
        let refused = lughat(&path, arguments);
        assert_eq!(refused.status.code(), Some(2));
        assert!(String::from_utf8(refused.stderr).unwrap().contains("give -o DIR, or --in-place"));
    }
    let refused = lughat(&path, &["clean", "scans/a.txt", "-o", "scans"]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains("is an input"));
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let (_folder, path) = pages();
    fs::write(path.join("scans/b.txt"), b"naz\xFDr").unwrap();
    let done = lughat(&path, &["clean", "--restore-diacritics", "scans", "-o", "out"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8(done.stderr).unwrap().contains("b.txt:1: byte 3 is not valid UTF-8"));
    assert_eq!(fs::read_to_string(path.join("out/a.txt")).unwrap(), RIGHT);
    assert!(!path.join("out/b.txt").exists());
}

#[test]
fn undo_restores_every_byte() {
    let (_folder, path) = pages();
    let clean = ["clean", "--restore-diacritics", "--in-place", "--report", "edits.jsonl", "scans"];
    assert!(lughat(&path, &clean).status.success());
    assert_ne!(fs::read_to_string(path.join("scans/old/b.html")).unwrap(), HTML);
    let report = fs::read_to_string(path.join("edits.jsonl")).unwrap();
    assert!(report.starts_with("{\"schema\":1}\n{"), "{report}");
    assert!(lughat(&path, &["undo", "edits.jsonl"]).status.success());
    assert_eq!(fs::read_to_string(path.join("scans/a.txt")).unwrap(), NOISY);
    assert_eq!(fs::read_to_string(path.join("scans/old/b.html")).unwrap(), HTML);
}

#[test]
fn latin_letters_come_in_all_formats_and_go_again() {
    let folder = tempfile::tempdir().unwrap();
    let word = |text: &str| format!("<span class='ocrx_word' title='bbox 1 2 3 4'>{text}</span>");
    let string = |text: &str| format!("<String CONTENT='{text}'/>");
    let files = [
        ("a.txt", "Милли Мәҹлисин сәдри\r\n".to_owned()),
        ("b.md", "# Милли **Мәҹлис**ин сәдри\n".to_owned()),
        ("c.html", "<p>Милли <b>М&#1241;ҹлис</b>ин сәдри\n".to_owned()),
        ("d.hocr", format!("<div class='ocr_page'>{} {} {}</div>", word("Милли"), word("Мәҹлисин"), word("сәдри"))),
        (
            "e.xml",
            format!("<alto><TextLine>{}{}{}</TextLine></alto>", string("Милли"), string("Мәҹлисин"), string("сәдри")),
        ),
    ];
    for (name, text) in &files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let untouched = lughat(folder.path(), &["clean", "--in-place", "."]);
    assert!(untouched.status.success() && files.iter().all(|(name, text)| read(name) == *text));
    let clean = ["clean", "--to-latin", "--in-place", "--report", "edits.jsonl", "."];
    assert!(lughat(folder.path(), &clean).status.success());
    for (name, text) in &files {
        let expected = text.replace("Милли", "Milli").replace("М&#1241;ҹлис", "Məclis").replace("Мәҹлис", "Məclis");
        assert_eq!(
            read(name),
            expected.replace("ин<", "in<").replace("ин ", "in ").replace("ин'", "in'").replace("сәдри", "sədri")
        );
    }
    assert!(lughat(folder.path(), &["undo", "edits.jsonl"]).status.success());
    assert!(files.iter().all(|(name, text)| read(name) == *text));
}

#[test]
fn a_report_tells_the_worse_file() {
    let (_folder, path) = pages();
    let clean = ["clean", "--restore-diacritics", "--check", "--report", "edits.jsonl", "scans"];
    assert_eq!(lughat(&path, &clean).status.code(), Some(1));
    let report = fs::read_to_string(path.join("edits.jsonl")).unwrap();
    let rates = report.split("\"error_rate\":").skip(1).map(|rest| rest.split([',', '}']).next().unwrap());
    let rates: Vec<f64> = rates.map(|rate| rate.parse().unwrap()).collect();
    assert!(matches!(rates[..], [noisy, _, right] if noisy > 0.5 && right == 0.0), "{rates:?}");
}

#[test]
fn a_page_for_people_and_a_report_for_undo_are_written_at_once() {
    let (_folder, path) = pages();
    let clean = ["clean", "--restore-diacritics", "--in-place", "scans", "--report", "e.jsonl", "--report", "e.html"];
    assert!(lughat(&path, &clean).status.success());
    let page = fs::read_to_string(path.join("e.html")).unwrap();
    assert!(page.contains("<del>isler</del> <ins>işlər</ins>") && page.contains("<td lang=\"az\">ş</td>"), "{page}");
    assert!(lughat(&path, &["undo", "e.jsonl"]).status.success());
    assert_eq!(fs::read_to_string(path.join("scans/a.txt")).unwrap(), NOISY);
    let refused = lughat(&path, &["clean", "scans", "--check", "--report", "a.html", "--report", "b.html"]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains("two reports of one kind"));
}

#[test]
fn a_review_asks_nothing_twice() {
    let (_folder, path) = pages();
    let page = "Məlumat verilib, ilde bir dəfə. Nazirliyin vilayətde idarəsi açılıb.\n";
    fs::write(path.join("scans/a.txt"), page).unwrap();
    let review = ["clean", "scans", "-o", "out", "--review"];
    let first = lughat_told(&path, &review, &"n\n".repeat(9));
    assert!(first.status.success(), "{first:?}");
    assert_eq!(fs::read_to_string(path.join("out/a.txt")).unwrap(), page);
    let second = lughat_told(&path, &review, "");
    assert!(String::from_utf8(second.stderr).unwrap().contains("nothing to review"));
}

#[test]
fn a_review_needs_a_place_for_the_files_and_decisions_must_be_some() {
    let (_folder, path) = pages();
    let refused = lughat(&path, &["clean", "scans/a.txt", "--review"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("give -o DIR, or --in-place"));
    let refused = lughat(&path, &["clean", "scans/a.txt", "--decisions", "none.csv"]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains("none.csv: cannot read"));
}

#[test]
fn undo_touches_nothing_if_a_file_has_changed() {
    let (_folder, path) = pages();
    let clean = ["clean", "--restore-diacritics", "--in-place", "--report", "edits.jsonl", "scans"];
    assert!(lughat(&path, &clean).status.success());
    fs::write(path.join("scans/old/b.html"), "<p>Salam</p>").unwrap();
    let refused = lughat(&path, &["undo", "edits.jsonl"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("has changed since it was cleaned"));
    assert_eq!(fs::read_to_string(path.join("scans/a.txt")).unwrap(), RIGHT);
}

#[test]
fn a_check_and_a_diff_write_nothing() {
    let (_folder, path) = pages();
    let check = lughat(&path, &["clean", "--restore-diacritics", "--check", "scans"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(String::from_utf8(check.stderr).unwrap().contains("scans/a.txt: "));
    assert_eq!(lughat(&path, &["clean", "--check", "scans/right.txt"]).status.code(), Some(0));
    let diff = lughat(&path, &["clean", "--restore-diacritics", "--diff", "scans"]);
    let shown = String::from_utf8(diff.stdout).unwrap();
    assert!(shown.contains("-<p>Xarici <b>isler</b>") && shown.contains("+<p>Xarici <b>işlər</b>"), "{shown}");
    assert_eq!(fs::read_to_string(path.join("scans/a.txt")).unwrap(), NOISY);
}

#[test]
fn cleaning_twice_is_cleaning_once() {
    let folder = tempfile::tempdir().unwrap();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    fs::create_dir(folder.path().join("noisy")).unwrap();
    for entry in fs::read_dir(corpus).unwrap().map(Result::unwrap) {
        if entry.path().to_string_lossy().ends_with(".noisy.txt") {
            fs::copy(entry.path(), folder.path().join("noisy").join(entry.file_name())).unwrap();
        }
    }
    assert!(lughat(folder.path(), &["clean", "noisy", "-o", "once"]).status.success());
    assert_eq!(lughat(folder.path(), &["clean", "noisy", "--check"]).status.code(), Some(1));
    assert_eq!(lughat(folder.path(), &["clean", "once", "--check"]).status.code(), Some(0));
}
