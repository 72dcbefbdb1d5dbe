//! How large the options, the message and the request may be, at the byte. The files have a size and no bytes.

use crate::common::{Draft, all, among, clean, file, finds, finds_hint, with};

/// What the body of `with` weighs.
const TEXT: u64 = 3;

fn files(sizes: &[u64]) -> Draft {
    let mut draft = with(|d| d);
    for (index, &size) in sizes.iter().enumerate() {
        draft.attachment(file(&format!("{index}.bin"), size));
    }
    draft
}

/// The length of a file as base64 in lines of 76 characters and CRLF, counted line by line.
fn base64(bytes: u64) -> u64 {
    let (full, rest) = (bytes / 57, bytes % 57);
    full * 78 + if rest == 0 { 0 } else { rest.div_ceil(3) * 4 + 2 }
}

/// The most bytes that take at most this many as base64.
fn fitting(limit: u64) -> u64 {
    let (mut low, mut high) = (0, limit);
    while low < high {
        let middle = (low + high).div_ceil(2);
        if base64(middle) <= limit { low = middle } else { high = middle - 1 }
    }
    low
}

/// Options of that many bytes in their values alone.
fn options(values: usize) -> Draft {
    with(|d| {
        d.tags("x").header("X-A", "x".repeat(values / 2 - 1)).header("X-B", "x".repeat(values - values / 2))
    })
}

#[test]
fn options_too_large() {
    let words = "expected at most 16384 bytes in the values of o:, h: and v: together, found 16385";
    finds(&options(16_385), "options_too_large", "message", words);
    let wide = "expected at most 16000 bytes in o:, h:, v: and t: together, found 16399";
    finds(&options(16_384), "options_near_limit", "message", wide);
}

#[test]
fn options_near_limit() {
    // The names: o:tag, h:X-A, h:X-B.
    let wide = "expected at most 16000 bytes in o:, h:, v: and t: together, found 16001";
    finds(&options(16_001 - 15), "options_near_limit", "message", wide);
    clean(&options(16_000 - 15));
    let variables = |length: usize| {
        let json = format!("{{\"a\":\"{}\"}}", "x".repeat(length - 8 - "t:variables".len()));
        with(|d| d.template("welcome").template_variables(json))
    };
    finds(&variables(16_001), "options_near_limit", "message", wide);
    clean(&variables(16_000));
    // What goes into the mail's body does not count.
    clean(&with(|d| d.html("x".repeat(100_000)).subject("x".repeat(20_000))));
}

#[test]
fn large_attachments() {
    let words = "expected files of at most 18000000 bytes together, found 18000001";
    finds(&files(&[9_000_000, 9_000_001]), "large_attachments", "message", words);
    clean(&files(&[9_000_000, 9_000_000]));
}

#[test]
fn message_near_limit() {
    let fits = fitting(25_000_000 - TEXT);
    let words =
        format!("expected a message of at most 25000000 bytes, found {} at least", TEXT + base64(fits + 1));
    let both = files(&[fits + 1]);
    all(&both, &[("message_near_limit", "message"), ("large_attachments", "message")]);
    among(&both, "message_near_limit", "message", &words);
    let words = format!("expected files of at most 18000000 bytes together, found {fits}");
    finds(&files(&[fits]), "large_attachments", "message", &words);
}

#[test]
fn message_too_large() {
    let fits = fitting(26_214_400 - TEXT);
    let over = fits + 1;
    let words =
        format!("expected a message of at most 26214400 bytes, found {} at least", TEXT + base64(over));
    let hint = format!("the files are {over} bytes, and base64 adds 37 %");
    finds_hint(&files(&[over]), "message_too_large", "message", &words, &hint);
    let words = "expected a message of at most 26214400 bytes, found 26214404 at least";
    let html = with(|d| d.html("x".repeat(26_214_401)));
    finds_hint(&html, "message_too_large", "message", words, "send a link to what is long");
    let words = "expected a message of at most 26214400 bytes, found 27000009 at least";
    let mostly_html = with(|d| d.html("x".repeat(27_000_000)).attachment(file("a.txt", 1)));
    finds_hint(&mostly_html, "message_too_large", "message", words, "send a link to what is long");
    let words =
        format!("expected a message of at most 25000000 bytes, found {} at least", TEXT + base64(fits));
    among(&files(&[fits]), "message_near_limit", "message", &words);
}

#[test]
fn request_too_large() {
    // from, to, subject and text: ada@example.com, bob@host.com, Hello, Hi.
    let fields = 15 + 12 + 5 + TEXT;
    let exactly = 52_428_800 - fields;
    let codes = |draft: &Draft| {
        let list = crate::common::problems(draft);
        list.iter().map(|problem| (problem.code.as_str(), problem.message.clone())).collect::<Vec<_>>()
    };
    let found = codes(&files(&[exactly + 1]));
    let words = "expected a request of at most 52428800 bytes, found 52428801".to_owned();
    assert_eq!(found.first(), Some(&("request_too_large", words)));
    assert_eq!(
        codes(&files(&[exactly])).iter().map(|(code, _)| *code).collect::<Vec<_>>(),
        ["message_too_large"]
    );
}

#[test]
fn bodies_count_as_they_go_out() {
    // Each line end becomes two bytes.
    let draft = with(|d| d.text(format!("{}{}", "x".repeat(24_999_983), "\n".repeat(10))));
    let words = "expected a message of at most 25000000 bytes, found 25000003 at least";
    finds(&draft, "message_near_limit", "message", words);
}

#[test]
fn the_estimate_is_a_lower_bound() {
    for bytes in [0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 1_000_000] {
        let encoded = base64(bytes);
        assert!(encoded >= bytes && encoded <= bytes * 4 / 3 + bytes / 28 + 6, "{bytes}");
    }
    // A stream that was not read yet has no size.
    clean(&with(|d| d.attachment(mailgun_edge::File { size: None, ..file("a", 0) })));
}
