//! `cargo xtask reproduce`: the wasm, built from nothing in two folders, must be one and the same.

use std::fs;

use anyhow::{Result, ensure};

use crate::build::{Flavour, compile_into};
use crate::{bind, pack, provision, report, workspace};

/// Builds twice, prints both hashes, and fails where they differ.
pub fn reproduce() -> Result<()> {
    provision::wasm_target()?;
    provision::npm_tools()?;
    let mut hashes = Vec::new();
    for name in ["first", "second"] {
        let folder = workspace::scratch().join("reproduce").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let wasm = report::timed(&format!("The {name} build"), || {
            compile_into(&Flavour::published(), &folder.join("target"))
        })?;
        bind::bind(&wasm, &folder)?;
        let hash = pack::sha256(&folder.join("optimised.wasm"))?;
        println!("    sha256 {hash}");
        hashes.push(hash);
        fs::remove_dir_all(folder.join("target"))?;
    }
    ensure!(hashes.windows(2).all(|pair| pair[0] == pair[1]), "two builds of one source differ");
    println!("Both builds gave the same wasm.");
    Ok(())
}
