//! Large texts and many files through `lughat clean`: blocks, reports, runs that are killed.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use lughat::cli::each_name_word;
use lughat::ocr::{Cleaner, Knowledge};
use lughat::text::Blocks;
use lughat::word::morphology::Builder;

fn lughat(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lughat")).args(arguments).current_dir(folder).output().unwrap()
}

/// The noisy texts of the corpus, in the order of their names.
fn noisy() -> Vec<String> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut files: Vec<_> = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(".noisy.txt"));
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
}

/// A folder with a text of several small blocks in it.
fn large() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let text = noisy().join("\n\n").repeat(2);
    fs::write(folder.path().join("large.txt"), &text).unwrap();
    (folder, text)
}

#[test]
fn a_large_text_is_what_its_blocks_become() {
    let (folder, text) = large();
    let mut builder = Builder::default();
    builder.add_lexicon();
    each_name_word(|word| builder.add_name(&word));
    let knowledge = Knowledge::new(builder.build());
    let cleaner = Cleaner::new(&knowledge, None);
    let mut expected = String::new();
    let mut count = 0;
    for block in Blocks::new("large.txt", Vec::new(), text.as_bytes(), 4000) {
        let text = block.unwrap().document.text;
        let mut at = 0;
        for repair in cleaner.repairs(&text).iter().filter(|repair| repair.tier() == lughat::ocr::Tier::Fix) {
            expected += &text[at..repair.span.start];
            expected += &repair.replacement;
            at = repair.span.end;
        }
        expected += &text[at..];
        count += 1;
    }
    assert!(count > 5 && expected != text);
    for jobs in ["1", "2", "5"] {
        let done = lughat(folder.path(), &["clean", "--no-builtin", "--block-bytes", "4000", "-j", jobs, "large.txt"]);
        assert_eq!(String::from_utf8(done.stdout).unwrap(), expected);
    }
}

#[test]
fn what_is_said_of_a_large_text_counts_from_its_start() {
    let (folder, text) = large();
    let clean = ["clean", "--block-bytes", "4000", "--in-place", "--report", "edits.jsonl", "large.txt"];
    assert!(lughat(folder.path(), &clean).status.success());
    let report = fs::read_to_string(folder.path().join("edits.jsonl")).unwrap();
    let lines: Vec<serde_json::Value> = report.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0], serde_json::json!({ "schema": 1 }));
    let edits: Vec<_> = lines.iter().filter(|line| line["kind"] == "edit").collect();
    let at = |edit: &serde_json::Value, key: &str| usize::try_from(edit[key].as_u64().unwrap()).unwrap();
    assert!(at(edits.last().unwrap(), "start") > text.len() / 2);
    assert!(edits.iter().all(|edit| text[at(edit, "start")..at(edit, "end")] == *edit["before"].as_str().unwrap()));
    assert_ne!(fs::read_to_string(folder.path().join("large.txt")).unwrap(), text);
    assert!(lughat(folder.path(), &["undo", "edits.jsonl"]).status.success());
    assert_eq!(fs::read_to_string(folder.path().join("large.txt")).unwrap(), text);
}

#[test]
fn what_is_said_of_a_text_is_the_same_for_blocks() {
    let text = format!("{}Məlumat ilde bir dəfə verilib.\n\n", "Xarici işlər naziri gəlib.\n\n".repeat(40)).repeat(3);
    let said = |block_bytes: &str, decision: &str| {
        let folder = tempfile::tempdir().unwrap();
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        fs::write(folder.path().join("a.txt"), &text).unwrap();
        let decisions = format!("before,after,decision\nilde,ildə,{decision}\n");
        fs::write(folder.path().join("d.csv"), decisions).unwrap();
        let clean =
            ["clean", "a.txt", "--in-place", "--decisions", "d.csv", "--report", "r.jsonl", "--report", "r.html"];
        let done = lughat(folder.path(), &[&clean[..], &["--block-bytes", block_bytes]].concat());
        assert!(done.status.success(), "{done:?}");
        let (cleaned, page, report) = (read("a.txt"), read("r.html"), read("r.jsonl"));
        assert!(lughat(folder.path(), &["undo", "r.jsonl"]).status.success());
        assert_eq!(read("a.txt"), text);
        let record = report.lines().last().unwrap().to_owned();
        (cleaned, page, record)
    };
    let whole = said("100000", "accept");
    assert_eq!(whole.0, text.replace("ilde", "ildə"));
    assert!(whole.1.matches("<del>ilde</del> <ins>ildə</ins>").count() == 3 && whole.1.contains("line 245</p>"));
    assert!(whole.2.contains("\"repairs\":3") && !whole.2.contains("\"error_rate\":0.0}"), "{}", whole.2);
    assert_eq!(said("500", "accept"), whole);
    assert_eq!(said("500", "reject").0, text);
}

#[test]
fn other_decisions_clean_a_batch_again() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["scans/a.txt", "scans/b.txt"] {
        fs::create_dir_all(folder.path().join("scans")).unwrap();
        fs::write(folder.path().join(name), "Məlumat ilde bir dəfə verilib.\n").unwrap();
    }
    let clean = |decision: &str, more: &[&str]| {
        let decisions = format!("before,after,decision\nilde,ildə,{decision}\n");
        fs::write(folder.path().join("d.csv"), decisions).unwrap();
        let done = lughat(folder.path(), &[&["clean", "scans", "-o", "out", "--decisions", "d.csv"], more].concat());
        let said = String::from_utf8(done.stderr).unwrap();
        (said.contains("2 were done before"), fs::read_to_string(folder.path().join("out/b.txt")).unwrap())
    };
    assert_eq!(clean("reject", &[]), (false, "Məlumat ilde bir dəfə verilib.\n".to_owned()));
    assert_eq!(clean("accept", &[]), (false, "Məlumat ildə bir dəfə verilib.\n".to_owned()));
    assert!(clean("accept", &["--report", "r.html"]).0);
    let page = fs::read_to_string(folder.path().join("r.html")).unwrap();
    assert!(page.contains("2 files that an earlier run had done are not on this page"), "{page}");
}

#[test]
fn a_review_asks_about_the_suggestions_of_all_blocks_by_their_lines() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("{}Məlumat ilde bir dəfə verilib.\n\n", "Xarici işlər naziri gəlib.\n\n".repeat(40));
    fs::write(folder.path().join("a.txt"), &text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lughat"));
    command.args(["clean", "a.txt", "--in-place", "--review", "--block-bytes", "500"]).current_dir(folder.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"y\n").unwrap();
    let shown = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(shown.contains("a.txt:81 "), "{shown}");
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), text.replace("ilde", "ildə"));
    let refused = lughat(folder.path(), &["clean", "--files-from", "-", "--in-place", "--review"]);
    assert!(String::from_utf8(refused.stderr).unwrap().contains("the answers of a review"));
}

#[test]
fn a_text_that_was_cleaned_in_blocks_stays_as_it_is() {
    let (folder, _) = large();
    let clean = ["clean", "--block-bytes", "4000", "-o", "out", "large.txt"];
    assert!(lughat(folder.path(), &clean).status.success());
    for block_bytes in ["4000", "3000", "100000"] {
        let again = lughat(folder.path(), &["clean", "--check", "--block-bytes", block_bytes, "out/large.txt"]);
        assert_eq!(again.status.code(), Some(0), "{again:?}");
    }
}

#[test]
fn a_file_that_is_wrong_at_its_end_is_left_and_not_reported() {
    let (folder, text) = large();
    fs::write(folder.path().join("large.txt"), [text.as_bytes(), b"\xFF"].concat()).unwrap();
    fs::write(folder.path().join("small.txt"), "Nazir seferdedir.").unwrap();
    let clean = ["clean", "--block-bytes", "4000", "--in-place", "--report", "e.jsonl", "large.txt", "small.txt"];
    let done = lughat(folder.path(), &clean);
    assert_eq!(done.status.code(), Some(2));
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(said.contains(&format!("byte {} is not valid UTF-8", text.len())), "{said}");
    assert_eq!(fs::read(folder.path().join("large.txt")).unwrap(), [text.as_bytes(), b"\xFF"].concat());
    let report = fs::read_to_string(folder.path().join("e.jsonl")).unwrap();
    assert!(!report.contains("large.txt") && report.contains("small.txt"), "{report}");
}

#[test]
fn colours_in_a_text_are_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Bakı \u{1b}[31mşəhəri\u{1b}[0m\n";
    let mut child = Command::new(env!("CARGO_BIN_EXE_lughat"))
        .args(["clean", "-"])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert_eq!(child.wait_with_output().unwrap().stdout, text.as_bytes());
}

/// The files of a folder, without hidden ones: their names and what they hold.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), file));
    files.filter(|(name, _)| !name.starts_with('.')).map(|(name, file)| (name, fs::read(file).unwrap())).collect()
}

/// A folder `scans` with some dozens of noisy files, one of several blocks, and what they are and become.
fn batch() -> (tempfile::TempDir, [BTreeMap<String, Vec<u8>>; 2]) {
    let folder = tempfile::tempdir().unwrap();
    let scans = folder.path().join("scans");
    fs::create_dir(&scans).unwrap();
    for (at, text) in (0..).zip(noisy().iter().cycle().take(30)) {
        fs::write(scans.join(format!("{at:02}.txt")), format!("{at}\n\n{text}")).unwrap();
    }
    fs::write(scans.join("20-large.txt"), noisy().join("\n\n").repeat(2)).unwrap();
    let old = files(&scans);
    let clean = ["clean", "--each-alone", "--block-bytes", "8000", "scans", "-o", "expected"];
    assert!(lughat(folder.path(), &clean).status.success());
    let new = files(&folder.path().join("expected"));
    fs::remove_dir_all(folder.path().join("expected")).unwrap();
    (folder, [old, new])
}

const IN_PLACE: [&str; 7] = ["clean", "--block-bytes", "8000", "--in-place", "--report", "edits.jsonl", "scans"];

#[test]
fn a_run_that_is_killed_leaves_each_file_old_or_new_and_the_next_goes_on() {
    let (folder, [old, new]) = batch();
    let scans = folder.path().join("scans");
    let start = Instant::now();
    assert!(lughat(folder.path(), &IN_PLACE).status.success());
    let whole = start.elapsed();
    assert_eq!(files(&scans), new);
    let report = fs::read_to_string(folder.path().join("edits.jsonl")).unwrap();
    assert!(lughat(folder.path(), &["undo", "edits.jsonl"]).status.success());
    assert_eq!(files(&scans), old);
    fs::remove_file(folder.path().join("edits.jsonl")).unwrap();

    for tenth in [3, 5, 6, 7, 8, 9] {
        let mut run = Command::new(env!("CARGO_BIN_EXE_lughat"));
        let mut child = run.args(IN_PLACE).current_dir(folder.path()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * tenth / 10);
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, bytes) in files(&scans) {
            assert!(bytes == old[&name] || bytes == new[&name], "{name} is neither old nor new");
        }
    }
    let done = lughat(folder.path(), &IN_PLACE);
    assert!(done.status.success(), "{done:?}");
    assert_eq!(files(&scans), new);
    let left = fs::read_dir(scans.join(".lughat")).unwrap().count();
    assert_eq!(left, 1, "files that were being written are swept away");
    // The report tells of all files as if nothing had happened.
    assert_eq!(fs::read_to_string(folder.path().join("edits.jsonl")).unwrap(), report);
    assert!(lughat(folder.path(), &["undo", "edits.jsonl"]).status.success());
    assert_eq!(files(&scans), old);
}

#[test]
fn what_a_killed_run_has_done_can_be_undone() {
    let (folder, [old, _]) = batch();
    let scans = folder.path().join("scans");
    let mut run = Command::new(env!("CARGO_BIN_EXE_lughat"));
    let mut child = run.args(IN_PLACE).current_dir(folder.path()).stderr(Stdio::null()).spawn().unwrap();
    let start = Instant::now();
    while files(&scans) == old && start.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_ne!(files(&scans), old);
    let undone = lughat(folder.path(), &["undo", "edits.jsonl"]);
    assert!(undone.status.success(), "{undone:?}");
    assert_eq!(files(&scans), old);
}

#[test]
fn finished_files_are_passed_over_unless_they_or_the_options_changed() {
    let folder = tempfile::tempdir().unwrap();
    let scans = folder.path().join("scans");
    fs::create_dir(&scans).unwrap();
    for name in ["a.txt", "b.txt", "c.txt"] {
        fs::write(scans.join(name), format!("Nazir seferdedir. {name}\n")).unwrap();
    }
    let said = |arguments: &[&str]| {
        let done = lughat(folder.path(), arguments);
        assert!(done.status.success(), "{done:?}");
        String::from_utf8(done.stderr).unwrap()
    };
    let clean = ["clean", "--restore-diacritics", "scans", "-o", "out"];
    assert_eq!(said(&clean), "3 files, 3 with repairs: 3 repairs, 0 suggestions\n");
    assert_eq!(said(&clean), "0 files, 0 with repairs: 0 repairs, 0 suggestions; 3 were done before\n");
    fs::write(scans.join("a.txt"), "Nazir seferdedir.\n").unwrap();
    fs::write(folder.path().join("out/b.txt"), "").unwrap();
    assert!(said(&clean).ends_with("; 1 were done before\n"));
    assert_eq!(fs::read_to_string(folder.path().join("out/a.txt")).unwrap(), "Nazir səfərdədir.\n");
    assert!(said(&[&clean[..], &["--force"]].concat()).starts_with("3 files, 3 with repairs"));
    assert!(said(&["clean", "scans", "-o", "out"]).starts_with("3 files, 0 with repairs"));

    let in_place = ["clean", "--restore-diacritics", "scans", "--in-place"];
    assert!(said(&in_place).starts_with("3 files, 3 with repairs"));
    assert!(said(&in_place).ends_with("; 3 were done before\n"));
}

#[test]
fn the_folder_of_the_outputs_may_lie_in_that_of_the_inputs() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("scans")).unwrap();
    for name in ["a.txt", "b.txt"] {
        fs::write(folder.path().join("scans").join(name), "Nazir seferdedir.\n").unwrap();
    }
    for _ in 0..2 {
        let done = lughat(folder.path(), &["clean", "--restore-diacritics", "scans", "-o", "scans/clean"]);
        assert!(done.status.success(), "{done:?}");
        let names: Vec<String> = files(&folder.path().join("scans/clean")).into_keys().collect();
        assert_eq!(names, ["a.txt", "b.txt"]);
    }
}

#[test]
fn a_list_and_a_pattern_name_each_file_once() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("scans/old")).unwrap();
    for name in ["scans/a.txt", "scans/old/b.txt"] {
        fs::write(folder.path().join(name), "Nazir seferdedir.\n").unwrap();
    }
    fs::write(folder.path().join("list"), "scans/old/b.txt\0./scans/a.txt\0scans\0").unwrap();
    let done =
        lughat(folder.path(), &["clean", "--restore-diacritics", "--check", "--files-from", "list", "scans/*.txt"]);
    let said = String::from_utf8(done.stderr).unwrap();
    let said: Vec<&str> = said.lines().collect();
    assert!(
        said.len() == 3 && said[0].starts_with("scans/a.txt: ") && said[1].starts_with("scans/old/b.txt: "),
        "{said:?}"
    );
    let done = lughat(folder.path(), &["clean", "--files-from", "list", "-o", "out"]);
    assert!(done.status.success() && folder.path().join("out/scans/old/b.txt").exists(), "{done:?}");
    let done = lughat(folder.path(), &["clean", "scan/a.txt"]);
    assert!(String::from_utf8(done.stderr).unwrap().contains("there is no such file; did you mean scans/a.txt?"));
}
