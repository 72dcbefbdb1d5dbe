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
