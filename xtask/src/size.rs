//! `cargo xtask size`: what the package weighs, held against `budget.toml`.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result, bail};

use crate::{build, command, panics, workspace};

/// Bytes by measure (`raw`, `gzip`, `brotli`), by entry.
type Sizes = BTreeMap<String, BTreeMap<String, u64>>;

const MEASURES: [&str; 3] = ["raw", "gzip", "brotli"];

const PANICS: &str = "panics";

/// The ways to panic that are left.
fn panics() -> Result<[(&'static str, u64); 2]> {
    let folder = workspace::scratch().join("published");
    let paths =
        panics::count(&fs::read(folder.join("input.wasm"))?, &fs::read(folder.join("optimised.wasm"))?)?;
    Ok([("calls", paths.calls), ("unreachable", paths.unreachable)])
}

/// Builds, measures, prints a table, and fails over the budget.
pub fn size() -> Result<()> {
    build::build()?;
    let printed = command::output(command::node(&workspace::script("size.mjs")).arg(workspace::package()))?;
    let sizes: Sizes = serde_json::from_str(&printed).context("xtask/js/size.mjs printed no JSON")?;
    let panics = panics()?;
    let budget =
        fs::read_to_string(workspace::root().join("budget.toml")).context("budget.toml is missing")?;
    let mut budget: Sizes = toml::from_str(&budget)
        .context("budget.toml: expected [entry] tables of raw, gzip and brotli, and [panics]")?;
    let panics_budget = budget.remove(PANICS).context("budget.toml has no table [panics]")?;
    println!("\n{:<34}{:>20}{:>20}{:>20}", "bytes / budget", "raw", "gzip -9", "brotli");
    let mut over = Vec::new();
    for (entry, size) in &sizes {
        let limits = budget.get(entry).with_context(|| format!("budget.toml has no table [{entry:?}]"))?;
        print!("{entry:<34}");
        for measure in MEASURES {
            let found = size.get(measure).copied().unwrap_or_default();
            let limit = limits
                .get(measure)
                .copied()
                .with_context(|| format!("budget.toml: [{entry:?}] has no `{measure}`"))?;
            print!("{:>20}", format!("{found} / {limit}"));
            if found > limit {
                over.push(format!("{entry} is {} over its budget of {limit} ({measure})", found - limit));
            }
        }
        println!();
    }
    for (measure, found) in panics {
        let limit = panics_budget.get(measure).copied().unwrap_or_default();
        println!("{:<34}{:>20}", format!("panics: {measure}"), format!("{found} / {limit}"));
        if found > limit {
            over.push(format!("panics: {measure} is {} over its budget of {limit}", found - limit));
        }
    }
    if let Some(gone) = budget.keys().find(|entry| !sizes.contains_key(*entry)) {
        bail!("budget.toml has a table [{gone:?}], which is not measured");
    }
    if !over.is_empty() {
        bail!("{}. Make it smaller, or raise budget.toml and say why", over.join("; "));
    }
    Ok(())
}
