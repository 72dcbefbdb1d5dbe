//! attachment and inline.

use crate::common::{Draft, clean, file, finds, finds_hint, with};
use mailgun_edge::File;

fn named(name: &str) -> Draft {
    with(|d| d.attachment(file(name, 1)))
}

fn inline(names: &[&str]) -> Draft {
    let html: String = names.iter().map(|name| format!("<img src=\"cid:{name}\">")).collect();
    let mut draft = with(|d| d.html(html));
    for name in names {
        draft.inline(file(name, 1));
    }
    draft
}

#[test]
fn missing_filename() {
    let words = "expected a file name, found none; Mailgun would drop the file";
    let nameless = || File { filename: None, ..file("", 1) };
    let hint = "give a File, or { data, filename }; a text is taken as the data, not as a path";
    finds_hint(&with(|d| d.attachment(nameless())), "missing_filename", "attachment.filename", words, hint);
    let second = with(|d| d.inline(file("a.png", 1)).inline(nameless()).html("cid:a.png \"cid:a.png\""));
    finds_hint(&second, "missing_filename", "inline[1].filename", words, hint);
    clean(&named("a"));
}

#[test]
fn invalid_filename() {
    let place = "attachment.filename";
    finds(&named(""), "invalid_filename", place, "expected a file name, found \"\"");
    finds(&named(" "), "invalid_filename", place, "expected a file name, found \" \"");
    finds(&named("///"), "invalid_filename", place, "expected a file name, found \"///\"");
    let words = |name: &str, text: &str| format!("expected no control character, found {name} in \"{text}\"");
    finds(&named("a\r\nb.txt"), "invalid_filename", place, &words("U+000D", "a\\r\\nb.txt"));
    finds(&named("a\0.txt"), "invalid_filename", place, &words("U+0000", "a\\u{0}.txt"));
    finds(&named("a\t.txt"), "invalid_filename", place, &words("U+0009", "a\\t.txt"));
    let turned = "delete it, or close it: U+202C closes U+202A and U+202B, U+2069 closes U+2066 to U+2068";
    for (name, char, shown) in [
        ("a\u{202E}fdp.exe", "U+202E", "a\\u{202e}fdp.exe"),
        ("a\u{2067}b.txt", "U+2067", "a\\u{2067}b.txt"),
        ("a\u{2069}b.txt", "U+2069", "a\\u{2069}b.txt"),
    ] {
        let words = format!(
            "expected no character that turns the direction of the text after it, found {char} in \"{shown}\""
        );
        finds_hint(&named(name), "invalid_filename", place, &words, turned);
    }
    finds(
        &named("\u{200B}\u{2060}"),
        "invalid_filename",
        place,
        "expected a file name, found \"\\u{200b}\\u{2060}\"",
    );
    finds(&named("a\u{2028}b.txt"), "invalid_filename", place, &words("U+2028", "a\\u{2028}b.txt"));
    clean(&named("\u{2067}תקציר\u{2069}.pdf"));
    clean(&named("\u{202B}תקציר\u{202C}.pdf"));
    clean(&named("תקציר\u{200F} 1.pdf"));
    clean(&named("отчёт 😀 (1) 'a'; b=c.txt"));
}

#[test]
fn filename_cleaned() {
    let finds = |name: &str, sent: &str| {
        let words = format!("expected a name without path and quotes, found \"{name}\", sent as \"{sent}\"");
        finds(&named(name), "filename_cleaned", "attachment.filename", &words);
    };
    finds("/etc/passwd", "passwd");
    finds("../a.txt", "a.txt");
    finds("C:\\tmp\\a.txt", "a.txt");
    finds("a\\", "a");
    finds("dir/", "dir");
    finds("a\"b\".txt", "a'b'.txt");
    clean(&named("a'b.txt"));
}

#[test]
fn invalid_content_type() {
    let typed = |kind: &str| with(|d| d.attachment(file("a", 1).content_type(kind)));
    let place = "attachment.contentType";
    for kind in ["text", "text/", "/plain", "te xt/plain", "text/plain; a=\"\r\n\"", "text/plain, a/b", "é/b"]
    {
        let shown = kind.replace("\r\n", "\\r\\n");
        finds(
            &typed(kind),
            "invalid_content_type",
            place,
            &format!("expected a type such as image/png, found \"{shown}\""),
        );
    }
    clean(&typed("text/plain; charset=\"utf-8\""));
    clean(&typed("application/vnd.ms-excel"));
    clean(&typed(""));
}

#[test]
fn duplicate_inline() {
    let words = "expected a name of its own, found \"a.png\" as of `inline[0]`";
    finds(&inline(&["a.png", "b.png", "a.png"]), "duplicate_inline", "inline[2].filename", words);
    clean(&inline(&["a.png", "A.png"]));
    clean(&with(|d| d.attachment(file("a.txt", 1)).attachment(file("a.txt", 2))));
}

#[test]
fn invalid_content_id() {
    let refuses = |name: &str, found: &str, whole: &str| {
        let words = format!("expected a name that can be a Content-ID, found {found} in \"{name}\"");
        let hint = format!("name it {whole}, and write cid:{whole} in the html");
        let draft = with(|d| d.html(format!("<img src=\"cid:{name}\">, cid:{name}")).inline(file(name, 1)));
        let list = crate::common::problems(&draft);
        assert!(list.iter().all(|problem| problem.code.as_str() != "missing_inline"), "{list:#?}");
        finds_hint(&draft, "invalid_content_id", "inline.filename", &words, &hint);
    };
    refuses("a<b.png", "'<'", "a-b.png");
    refuses("a>.png", "'>'", "a-.png");
    refuses("my chart.png", "a space", "my-chart.png");
    refuses("отчёт\u{A0}1.png", "U+00A0", "отчёт-1.png");
    refuses("図\u{3000}1.png", "U+3000", "図-1.png");
    clean(&named("a<b.png"));
    clean(&named("my chart.png"));
    for name in ["отчёт-1.png", "図1.png", "צילום.png", "chart(1)_a+b@x.png", "👍.png"] {
        clean(&inline(&[name]));
    }
}

#[test]
fn blocked_by_gmail() {
    let words = |name: &str| format!("expected a name that Gmail lets through, found \"{name}\"");
    finds(&named("example.com"), "blocked_by_gmail", "attachment.filename", &words("example.com"));
    finds(&named("A.COM"), "blocked_by_gmail", "attachment.filename", &words("A.COM"));
    finds(&named("setup.exe"), "blocked_by_gmail", "attachment.filename", &words("setup.exe"));
    finds(&named("x.tar.ISO"), "blocked_by_gmail", "attachment.filename", &words("x.tar.ISO"));
    finds(&named("page.js"), "blocked_by_gmail", "attachment.filename", &words("page.js"));
    clean(&named("page.json"));
    clean(&named("exe."));
    clean(&named("example.com.txt"));
    clean(&named("com"));
}
