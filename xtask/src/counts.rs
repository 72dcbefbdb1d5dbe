//! How many tests passed and failed, read from what a test runner printed.

use std::fmt;
use std::ops::AddAssign;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Reads counts from a runner's output.
pub type Reader = fn(&str) -> Counts;

/// Every `test result: ok. 12 passed; 0 failed; ...` of cargo's tests and of wasm-bindgen's runner.
pub fn of_cargo(output: &str) -> Counts {
    let mut sum = Counts::default();
    for line in output.lines().filter(|line| line.trim_start().starts_with("test result:")) {
        sum += Counts { passed: before(line, "passed"), failed: before(line, "failed") };
    }
    sum
}

/// The closing comments of the Test Anything Protocol, as `node --test --test-reporter=tap` writes them.
pub fn of_tap(output: &str) -> Counts {
    let after = |word: &str| {
        let prefix = format!("# {word} ");
        output
            .lines()
            .filter_map(|line| line.strip_prefix(&prefix)?.trim().parse().ok())
            .next_back()
            .unwrap_or(0)
    };
    Counts {
        passed: after("pass"),
        failed: after("fail") + after("cancelled") + after("skipped") + after("todo"),
    }
}

/// The last line that is `12 passed, 0 failed` and nothing else.
pub fn of_last_line(output: &str) -> Counts {
    output.lines().rev().find_map(whole_line).unwrap_or_default()
}

fn whole_line(line: &str) -> Option<Counts> {
    let (passed, failed) = line.trim().split_once(", ")?;
    let passed = passed.strip_suffix(" passed")?.parse().ok()?;
    Some(Counts { passed, failed: failed.strip_suffix(" failed")?.parse().ok()? })
}

/// A step that is one test: whoever calls adds the failure.
pub fn of_one(_output: &str) -> Counts {
    Counts { passed: 1, failed: 0 }
}

/// The number before a word.
fn before(line: &str, word: &str) -> u64 {
    let mut last = None;
    for token in line.split_whitespace() {
        if token.trim_end_matches([';', ',', '.']) == word {
            return last.and_then(|text: &str| text.parse().ok()).unwrap_or(0);
        }
        last = Some(token);
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_every_result_of_cargo() {
        let output = "running 2 tests\n\ntest result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; \
            finished in 0.00s\n\ntest result: FAILED. 3 passed; 2 failed; 0 ignored\n";
        assert_eq!(of_cargo(output), Counts { passed: 15, failed: 2 });
    }

    #[test]
    fn reads_the_end_of_tap() {
        let output = "ok 1 - a\n# tests 3\n# pass 2\n# fail 0\n# cancelled 1\n# skipped 0\n# todo 0\n";
        assert_eq!(of_tap(output), Counts { passed: 2, failed: 1 });
    }

    #[test]
    fn reads_the_last_line() {
        assert_eq!(
            of_last_line("1 passed, 9 failed\nnode 20: 3 passed, 0 failed\n7 passed, 1 failed\n"),
            Counts { passed: 7, failed: 1 }
        );
        assert_eq!(of_last_line("nothing"), Counts::default());
    }
}
