//! `cargo xtask test`: every step, or one. The last line is `N passed, N failed`.

use std::time::Instant;

use anyhow::{Result, bail, ensure};

use crate::counts::Counts;
use crate::step::{STEPS, Step};
use crate::{child, command, pack, provision, report};

/// Runs every step, or the one that is named, and returns the sum. A failed step does not keep the others from running.
pub fn test(only: Option<&str>) -> Result<Counts> {
    let steps: Vec<_> = STEPS.iter().filter(|step| only.is_none_or(|name| name == step.name)).collect();
    if steps.is_empty() {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        bail!("`{}` is no step of the tests; expected one of {}", only.unwrap_or_default(), names.join(", "));
    }
    let start = Instant::now();
    provision::npm_tools()?;
    let mut sum = Counts::default();
    let mut failed = Vec::new();
    let mut packed = None;
    for (number, step) in steps.iter().enumerate() {
        println!("\n[{}/{}] {}: {}", number + 1, steps.len(), step.name, step.heading);
        let counts = match run(step, &mut packed) {
            Ok(counts) => counts,
            Err(error) => {
                println!("    FAILED: {error:#}");
                Counts { passed: 0, failed: 1 }
            }
        };
        if counts.failed > 0 {
            failed.push(step.name);
        }
        sum += counts;
    }
    println!();
    if !failed.is_empty() {
        println!("Failed: {}. One step alone: cargo xtask test {}", failed.join(", "), failed[0]);
    }
    println!("Time: {}", report::seconds(start.elapsed()));
    Ok(sum)
}

/// Runs one step; the package is built before the first step that needs it.
fn run(step: &Step, packed: &mut Option<bool>) -> Result<Counts> {
    if step.packed {
        let is_packed = match *packed {
            Some(known) => known,
            None => {
                let result = pack::pack();
                *packed = Some(result.is_ok());
                result?;
                true
            }
        };
        ensure!(is_packed, "not run: the package could not be built, see above");
    }
    let start = Instant::now();
    let ended = child::watch(step.name, &mut (step.command)()?)?;
    let counts = judge(&ended, (step.counts)(&ended.output));
    if counts.failed > 0 {
        println!("{}", report::abridged(&ended.output));
        println!(
            "    FAILED: {} ({}), {counts}, {}",
            step.name,
            ended.log.display(),
            report::seconds(start.elapsed())
        );
    } else {
        summary(&ended.output);
        println!("    ok: {counts}, {}", report::seconds(start.elapsed()));
    }
    Ok(counts)
}

/// What the counts mean, given how the program ended.
fn judge(ended: &child::Ended, counts: Counts) -> Counts {
    let mut counts = counts;
    if !ended.ok && counts.failed == 0 {
        println!("    it ended with a failure");
        counts = Counts { passed: if counts.passed == 1 { 0 } else { counts.passed }, failed: 1 };
    }
    if counts == Counts::default() {
        println!("    it ran no test");
        counts.failed = 1;
    }
    if command::in_ci() && ended.output.contains("corpora absent") {
        println!("    a test lacks the corpora, and in CI they must be there: set MAILGUN_CORPORA");
        counts.failed += 1;
    }
    counts
}

/// Prints the lines that count something.
fn summary(output: &str) {
    for line in output.lines().filter(|line| line.contains(" passed, ") && line.contains(" failed")) {
        println!("    {}", line.trim());
    }
}
