//! What is printed: headings, times, counts.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Prints what is done, does it, and prints how long it took.
pub fn timed<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {what}");
    let start = Instant::now();
    let result = work();
    if result.is_ok() {
        println!("    {what}: {}", seconds(start.elapsed()));
    }
    result
}

/// `0.4 s`, `12.3 s`, `2 min 05 s`
pub fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 60 {
        return format!("{:.1} s", time.as_secs_f64());
    }
    format!("{} min {:02} s", whole / 60, whole % 60)
}

/// `12.3 kB`, in thousands of bytes.
pub fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

/// An output without the middle of its longest lines: the call of a linker has 200 kB, and what it says of itself comes after.
pub fn abridged(output: &str) -> String {
    const SHOWN: usize = 1000;
    let line = |line: &str| {
        let end = line.floor_char_boundary(SHOWN);
        let rest = line.ceil_char_boundary(line.len().saturating_sub(SHOWN));
        if rest <= end {
            return line.to_owned();
        }
        format!("{} ... {} bytes ... {}", &line[..end], rest - end, &line[rest..])
    };
    output.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_lose_their_middle() {
        assert_eq!(abridged("a\n\nb\n"), "a\n\nb");
        let longest = "x".repeat(2000);
        assert_eq!(abridged(&longest), longest);
        let long = format!("{}{}{}", "é".repeat(501), "middle", "ü".repeat(501));
        let expected = format!("{} ... 10 bytes ... {}", "é".repeat(500), "ü".repeat(500));
        assert_eq!(abridged(&format!("{long}\nerror")), format!("{expected}\nerror"));
    }
}
