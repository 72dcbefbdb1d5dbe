//! How long a megabyte takes the address parser: `cargo bench --bench address`. Each row is measured at 1 MB and at 2 MB: in
//! linear time the second takes twice as long as the first. It asserts nothing, since time is the machine's.

#![allow(missing_docs)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use mailgun_edge::address::parse_list;
use mailgun_edge::platform::Fixed;

/// What is repeated to a megabyte: lists as they are, then what is slow in parsers that go back.
const PATTERNS: &[(&str, &str)] = &[
    ("addresses", "bob@example.com,"),
    ("names", "Bob Smith <bob@example.com>, "),
    ("quoted names", "\"Smith, \\\"Bob\\\"\" <bob@example.com>; "),
    ("comments", "(a (b) c) bob@example.com (d), "),
    ("no addresses", "bob, "),
    ("commas", ","),
    ("quotes", "\""),
    ("pairs of quotes", "\"\" "),
    ("parentheses", "("),
    ("closing parentheses", ")"),
    ("pairs of parentheses", "()"),
    ("angle brackets", "<"),
    ("pairs of angle brackets", "<>"),
    ("backslashes", "\\"),
    ("quoted backslashes", "\"\\"),
    ("at signs", "@"),
    ("open literals", "@ ["),
    ("spaces", " "),
    ("letters", "a"),
    ("dots", "a."),
    ("two-byte letters", "é"),
    ("encoded words", "=?u?q?"),
    ("no-break spaces", "\u{A0}"),
];

const MEGABYTE: usize = 1_000_000;

/// The shortest of five runs.
fn time(pattern: &str, bytes: usize) -> Duration {
    let text = pattern.repeat(bytes / pattern.len());
    let run = || {
        let start = Instant::now();
        black_box(parse_list(black_box(&text), &Fixed::default()));
        start.elapsed()
    };
    (0..5).map(|_| run()).min().unwrap_or_default()
}

fn main() {
    println!("{:24} {:>9} {:>9}", "", "1 MB, ms", "2 MB, ms");
    for (name, pattern) in PATTERNS {
        let milliseconds = |bytes| time(pattern, bytes).as_secs_f64() * 1000.0;
        println!("{name:24} {:9.2} {:9.2}", milliseconds(MEGABYTE), milliseconds(2 * MEGABYTE));
    }
}
