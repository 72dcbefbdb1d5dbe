//! `cargo xtask size`: what the package weighs, held against `budget.toml`; what its peers weigh; the biggest functions of the wasm.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value};

use crate::functions::Functions;
use crate::{bind, build, command, panics, workspace};

/// Bytes by measure, by entry.
type Budget = BTreeMap<String, BTreeMap<String, u64>>;

const MEASURES: [&str; 3] = ["raw", "gzip", "brotli"];

/// The table of `budget.toml` that is no entry.
const PANICS: &str = "panics";

/// How many functions are listed.
const BIGGEST: usize = 30;

/// Builds, measures, prints, and fails over the budget.
pub fn size() -> Result<()> {
    build::build()?;
    let printed = command::output(command::node(&workspace::script("size.mjs")).arg(workspace::package()))?;
    let sizes: Value = serde_json::from_str(&printed).context("xtask/js/size.mjs printed no JSON")?;
    let [ours, peers] = ["ours", "peers"].map(|name| sizes[name].as_object().cloned().unwrap_or_default());
    let mut budget = budget()?;
    let panics_budget = budget.remove(PANICS).context("budget.toml has no table [panics]")?;
    let mut over = Vec::new();
    print_functions()?;
    println!("\n{:<36}{:>20}{:>20}{:>20}", "bytes / budget", "raw", "gzip -9", "brotli");
    hold(&ours, &budget, &mut over)?;
    hold_panics(&panics_budget, &mut over)?;
    print_peers(&peers);
    if let Some(gone) = budget.keys().find(|entry| !ours.contains_key(*entry)) {
        bail!("budget.toml has a table [{gone:?}], which is not measured");
    }
    if !over.is_empty() {
        bail!("{}. Make it smaller, or raise budget.toml and say why", over.join("; "));
    }
    Ok(())
}

fn budget() -> Result<Budget> {
    let text = fs::read_to_string(workspace::root().join("budget.toml")).context("budget.toml is missing")?;
    toml::from_str(&text)
        .context("budget.toml: expected [entry] tables of raw, gzip and brotli, and [panics]")
}

/// Prints the entries, each beside its budget.
fn hold(ours: &Map<String, Value>, budget: &Budget, over: &mut Vec<String>) -> Result<()> {
    for (entry, size) in ours {
        let limits = budget.get(entry).with_context(|| format!("budget.toml has no table [{entry:?}]"))?;
        print!("{entry:<36}");
        for measure in MEASURES {
            let found = size[measure].as_u64().unwrap_or_default();
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
    Ok(())
}

/// Prints the ways to panic that are left, beside their budget.
fn hold_panics(budget: &BTreeMap<String, u64>, over: &mut Vec<String>) -> Result<()> {
    let paths =
        panics::count(&fs::read(step(&format!("{}_bg", bind::STEM)))?, &fs::read(step("optimised"))?)?;
    for (measure, found) in [("calls", paths.calls), ("unreachable", paths.unreachable)] {
        let limit = budget.get(measure).copied().unwrap_or_default();
        println!("{:<36}{:>20}", format!("panics: {measure}"), format!("{found} / {limit}"));
        if found > limit {
            over.push(format!("panics: {measure} is {} over its budget of {limit}", found - limit));
        }
    }
    Ok(())
}

/// What one would use instead, bundled the same way.
fn print_peers(peers: &Map<String, Value>) {
    println!("\n{:<36}{:>20}{:>20}{:>20}", "peers, bytes", "raw", "gzip -9", "brotli");
    for (peer, size) in peers {
        let [raw, gzip, brotli] = MEASURES.map(|measure| size[measure].as_u64().unwrap_or_default());
        println!("{peer:<36}{raw:>20}{gzip:>20}{brotli:>20}");
    }
}

/// Lists the biggest functions of the wasm that is shipped, by the names of the same build with names.
fn print_functions() -> Result<()> {
    let shipped = Functions::of(&fs::read(step("optimised"))?)?;
    let named = Functions::of(&fs::read(named()?)?)?;
    ensure!(
        named.bodies == shipped.bodies,
        "wasm-opt made other functions of the build with names than of the one that is shipped"
    );
    let code = shipped.code();
    println!(
        "\nwasm: {} functions of {code} bytes, {} bytes of data. The biggest functions:",
        shipped.bodies.len(),
        shipped.data
    );
    for (bytes, name) in named.biggest(BIGGEST) {
        let tenths = bytes * 1000 / code.max(1);
        println!("{bytes:>8}{:>6}.{} %  {name}", tenths / 10, tenths % 10);
    }
    Ok(())
}

/// The optimised wasm with its names, made when it is older than what it is made of.
fn named() -> Result<PathBuf> {
    let bound = step(&format!("{}_bg", bind::STEM));
    let named = step("named");
    let changed = |file: &Path| fs::metadata(file).and_then(|data| data.modified()).ok();
    if changed(&named) < changed(&bound) {
        let mut wasm_opt = command::node(&workspace::tool("binaryen/bin/wasm-opt"));
        command::run(wasm_opt.args(bind::OPTIMISE).arg("-g").arg(&bound).arg("-o").arg(&named))?;
    }
    Ok(named)
}

/// The wasm of a step of the build that is published.
fn step(name: &str) -> PathBuf {
    workspace::scratch().join("published").join(name).with_extension("wasm")
}
