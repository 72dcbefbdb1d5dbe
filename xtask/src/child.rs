//! A program whose output goes to a log, with a sign of life on the terminal and a limit of time.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::{report, workspace};

/// How often a long step says what it is at.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// A step that takes longer hangs: a cold build on two slow cores takes a third of it.
const LIMIT: Duration = Duration::from_mins(20);

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    /// Exit code 0, within the limit.
    pub ok: bool,
    /// Standard output and standard error, in the order they were written.
    pub output: String,
    /// Where the output is kept.
    pub log: PathBuf,
}

/// Runs a program to its end; `name` names the log.
pub fn watch(name: &str, command: &mut Command) -> Result<Ended> {
    let folder = workspace::scratch().join("logs");
    fs::create_dir_all(&folder)?;
    let log = folder.join(name).with_extension("log");
    let file = File::create(&log)?;
    let mut child = command
        .stdout(file.try_clone()?)
        .stderr(file)
        .spawn()
        .with_context(|| format!("{} could not be started", command.get_program().display()))?;
    let start = Instant::now();
    let mut said = start;
    let ok = loop {
        if let Some(status) = child.try_wait()? {
            break status.success();
        }
        if start.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            println!("    ended after {}: it hangs", report::seconds(LIMIT));
            break false;
        }
        if said.elapsed() > SIGN_OF_LIFE {
            said = Instant::now();
            println!("    ... {}: {}", report::seconds(start.elapsed()), last_line(&read(&log)));
        }
        thread::sleep(Duration::from_millis(30));
    };
    Ok(Ended { ok, output: read(&log), log })
}

fn read(log: &PathBuf) -> String {
    fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

fn last_line(text: &str) -> &str {
    text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or("started")
}
