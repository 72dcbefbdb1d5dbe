//! What a fresh machine lacks: it is installed here, or a sentence says how.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{command, report, workspace};

/// The target of the package.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The oldest Node that has `require()` of ES modules without a flag or a warning.
const NODE: (u32, u32) = (20, 19);

/// The wasm target of the compiler. rustup installs the toolchain file's targets by itself, unless `RUSTUP_AUTO_INSTALL=0`.
pub fn wasm_target() -> Result<()> {
    if has_wasm_target() {
        return Ok(());
    }
    report::timed("Install the wasm target", || {
        command::run(command::program("rustup").args(["target", "add", WASM])).context(
            "the compiler has no wasm32-unknown-unknown target; install rustup from https://rustup.rs",
        )
    })
}

/// Whether the compiler can make wasm.
pub fn has_wasm_target() -> bool {
    command::output(command::program("rustc").args(["--print", "sysroot"]))
        .is_ok_and(|sysroot| Path::new(sysroot.trim()).join("lib/rustlib").join(WASM).is_dir())
}

/// rustfmt and clippy.
pub fn rust_components() -> Result<()> {
    let missing = [("rustfmt", "fmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(_, subcommand)| !command::works(command::program("cargo").args([subcommand, "--version"])));
    for (component, _) in missing {
        command::run(command::program("rustup").args(["component", "add", component]))?;
    }
    Ok(())
}

/// Node and npm.
pub fn node() -> Result<String> {
    const ADVICE: &str =
        "install Node 20.19 or newer with npm, from https://nodejs.org or your system's packages";
    let version = command::output(command::program("node").arg("--version")).context(ADVICE)?;
    let version = version.trim().trim_start_matches('v');
    let mut numbers = version.split('.').map_while(|number| number.parse().ok());
    let found: (u32, u32) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if found < NODE {
        bail!("Node is {version}; {ADVICE}");
    }
    command::output(command::npm(workspace::root()).arg("--version")).context(ADVICE)?;
    Ok(version.to_owned())
}

/// The npm tools of `tests/package`, as its lock file has them.
pub fn npm_tools() -> Result<()> {
    node()?;
    if has_npm_tools() {
        return Ok(());
    }
    let what = "Install the npm tools of tests/package (npm ci; about 1.5 GB, once)";
    report::timed(what, || {
        command::run(command::npm(&workspace::tools()).args([
            "ci",
            "--no-audit",
            "--no-fund",
            "--progress=true",
        ]))
    })
}

/// Whether `node_modules` holds what the lock file names. npm writes `node_modules/.package-lock.json` when it is done.
pub fn has_npm_tools() -> bool {
    let packages = |file: PathBuf| -> Option<Value> {
        let json: Value = serde_json::from_str(&fs::read_to_string(file).ok()?).ok()?;
        json.get("packages").cloned()
    };
    let locked = packages(workspace::tools().join("package-lock.json"));
    let installed = packages(workspace::tool(".package-lock.json"));
    let (Some(Value::Object(locked)), Some(installed)) = (locked, installed) else { return false };
    locked.iter().filter(|(path, _)| !path.is_empty()).all(|(path, package)| match installed.get(path) {
        Some(found) => found["version"] == package["version"] && workspace::tools().join(path).is_dir(),
        None => package["optional"] == true,
    })
}
