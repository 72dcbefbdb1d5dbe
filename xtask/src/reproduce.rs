//! `cargo xtask reproduce`: the wasm of the package, and the same once more, built from nothing in another folder.

use std::fs;

use anyhow::{Result, ensure};

use crate::build::{Flavour, compile_into};
use crate::{bind, build, pack, report, workspace};

/// Builds twice, prints both hashes, and fails where they differ.
pub fn reproduce() -> Result<()> {
    build::build()?;
    let folder = workspace::scratch().join("reproduce");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let wasm = report::timed("Once more, from nothing", || {
        compile_into(&Flavour::published(), &folder.join("target"))
    })?;
    let again = folder.join(bind::STEM).with_extension("wasm");
    fs::write(&again, bind::bind(&wasm, &folder)?.shipped()?)?;
    let first = pack::sha256(&workspace::package().join(bind::STEM).with_extension("wasm"))?;
    let second = pack::sha256(&again)?;
    println!("    sha256 {first}, the package's\n    sha256 {second}, once more");
    fs::remove_dir_all(&folder)?;
    ensure!(first == second, "two builds of one source differ");
    Ok(())
}
