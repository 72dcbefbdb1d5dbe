//! `cargo xtask pack`: the package's folder becomes a tarball, as `npm publish` would make it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::{build, command, report, workspace};

/// Builds and packs.
pub fn pack() -> Result<()> {
    build::build()?;
    check()?;
    let mut npm = command::npm(&workspace::npm());
    npm.args(["pack", "--json", "--ignore-scripts", "--pack-destination"]).arg(workspace::npm());
    let printed = command::output(npm.arg(workspace::package()))?;
    let packed: Value = serde_json::from_str(&printed).context("`npm pack --json` printed no JSON")?;
    let packed = packed.get(0).or_else(|| packed.get(workspace::PACKAGE)).unwrap_or(&Value::Null);
    let tarball = workspace::tarball();
    ensure!(
        packed["version"] == workspace::VERSION && tarball.is_file(),
        "npm packed `{}`; expected {}",
        packed["filename"],
        tarball.display()
    );
    remove_others(&tarball)?;
    let [size, files] = ["size", "entryCount"].map(|name| packed[name].as_u64().unwrap_or_default());
    println!("    {} ({}, {files} files)", workspace::show(&tarball), report::kilobytes(size));
    println!("    wasm: sha256 {}", sha256(&workspace::package().join("mailgun_edge.wasm"))?);
    Ok(())
}

/// The SHA-256 of a file, by Node, which is here anyway.
pub fn sha256(file: &Path) -> Result<String> {
    let script = "const [, file] = process.argv; console.log(require('node:crypto').createHash('sha256').update(require('node:fs').readFileSync(file)).digest('hex'))";
    let mut node = command::program("node");
    Ok(command::output(node.arg("-e").arg(script).arg(file))?.trim().to_owned())
}

/// Removes the tarballs of other versions, so that whoever looks for one finds one.
fn remove_others(tarball: &Path) -> Result<()> {
    for entry in fs::read_dir(workspace::npm())? {
        let file = entry?.path();
        if file != tarball && file.extension().is_some_and(|extension| extension == "tgz") {
            fs::remove_file(&file)?;
        }
    }
    Ok(())
}

/// Holds the folder against what the package promises.
fn check() -> Result<()> {
    let folder = workspace::package();
    let json: Value = serde_json::from_str(&fs::read_to_string(folder.join("package.json"))?)?;
    for promise in
        ["dependencies", "optionalDependencies", "peerDependencies", "scripts", "bundleDependencies"]
    {
        ensure!(
            json.get(promise).is_none(),
            "package.json has `{promise}`; the package promises to have none"
        );
    }
    let glue = fs::read_to_string(folder.join("glue.js"))?;
    ensure!(!glue.contains("panicNow"), "the package has the function that panics, which is for tests alone");
    for path in paths(&json["exports"]).chain(paths(&json["main"])).chain(paths(&json["types"])) {
        let file = path.trim_start_matches("./");
        if !folder.join(file).is_file() {
            bail!("package.json names `{path}`, which is not in {}", folder.display());
        }
    }
    Ok(())
}

/// Every path in a part of `package.json`.
fn paths(json: &Value) -> Box<dyn Iterator<Item = &str> + '_> {
    match json {
        Value::String(path) => Box::new(std::iter::once(path.as_str())),
        Value::Object(conditions) => Box::new(conditions.values().flat_map(paths)),
        Value::Array(choices) => Box::new(choices.iter().flat_map(paths)),
        _ => Box::new(std::iter::empty()),
    }
}
