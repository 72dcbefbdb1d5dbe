//! The fuzz targets on stable Rust: every file of the corpus, and mutations of them from a seed that never changes.

#![cfg(not(target_family = "wasm"))]
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Mutations of each target's corpus.
const MUTATIONS: usize = 5_000;

/// The files of a target, by name.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// xorshift64 (Marsaglia, 2003): the same numbers everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % bound.max(1)
    }

    /// A file with a few bytes left out, put in, exchanged or repeated, or with the end of another.
    fn mutate(&mut self, corpus: &[Vec<u8>]) -> Vec<u8> {
        const SIGNS: &[u8] = b"@<>,;:\"\\()[]. \t\r\n\0=?%/-+'\xC2\xA0\xE2\x80\xAE\xFFaZ09";
        let mut data = corpus[self.below(corpus.len())].clone();
        for _ in 0..=self.below(4) {
            let at = self.below(data.len() + 1);
            let end = (at + 1 + self.below(8)).min(data.len());
            match self.below(6) {
                0 if at < end => drop(data.drain(at..end)),
                1 if at < end => data[at] = SIGNS[self.below(SIGNS.len())],
                2 if at < end => data.extend_from_within(at..end),
                3 => {
                    let other = &corpus[self.below(corpus.len())];
                    data.truncate(at);
                    data.extend_from_slice(&other[self.below(other.len() + 1)..]);
                }
                _ => data.insert(at, SIGNS[self.below(SIGNS.len())]),
            }
        }
        data
    }
}

#[track_caller]
fn run(target: &str) {
    let &(_, check) = targets::TARGETS.iter().find(|(name, _)| *name == target).unwrap();
    let corpus = corpus(target);
    assert!(corpus.len() >= 24, "{target}: {} files", corpus.len());
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let mutations = (0..MUTATIONS).map(|_| random.mutate(&corpus));
    for data in corpus.iter().cloned().chain(mutations) {
        if catch_unwind(AssertUnwindSafe(|| check(&data))).is_err() {
            panic!("{target}: {:?}", data.escape_ascii().to_string());
        }
    }
}

#[test]
fn addresses() {
    run("addresses");
}

#[test]
fn headers() {
    run("headers");
}

#[test]
fn dates() {
    run("dates");
}

#[test]
fn messages() {
    run("messages");
}
