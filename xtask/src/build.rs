//! `cargo xtask build`: the crate becomes the folder of the npm package.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::glue::Seam;
use crate::{bind, command, condense, generate, glue, patch, provision, report, workspace};

/// One way to build the package: what is compiled in, and where the folder goes.
#[derive(Debug)]
pub struct Flavour {
    /// Names the folder of the steps in between.
    pub name: &'static str,
    /// Cargo features of the crate.
    pub features: &'static [&'static str],
    /// The folder of the package.
    pub folder: PathBuf,
}

impl Flavour {
    /// What is published.
    pub fn published() -> Self {
        Self { name: "published", features: &["npm"], folder: workspace::package() }
    }
}

/// Builds the package with a function that panics in it, for the tests of what a panic costs.
pub fn build_hooked() -> Result<()> {
    build_flavour(&Flavour {
        name: "hooked",
        features: &["npm", "panic-hook"],
        folder: workspace::target().join("npm-hooked").join(workspace::PACKAGE),
    })
}

/// Builds the package that is published.
pub fn build() -> Result<()> {
    build_flavour(&Flavour::published())
}

/// Builds one flavour. Two builds at a time wait for each other.
pub fn build_flavour(flavour: &Flavour) -> Result<()> {
    provision::wasm_target()?;
    provision::npm_tools()?;
    let scratch = workspace::scratch().join(flavour.name);
    fs::create_dir_all(&scratch)?;
    let lock = fs::File::create(workspace::scratch().join("build.lock"))?;
    lock.lock()?;
    let wasm = report::timed("Compile the core to WebAssembly", || compile(flavour))?;
    let bound = bind::bind(&wasm, &scratch)?;
    assemble(&bound, &scratch.join("package"))?;
    swap(&scratch.join("package"), &flavour.folder)?;
    println!(
        "    {} ({} of wasm)",
        workspace::show(&flavour.folder),
        report::kilobytes(bound.wasm.len() as u64)
    );
    Ok(())
}

fn compile(flavour: &Flavour) -> Result<PathBuf> {
    compile_into(flavour, &workspace::target())
}

/// Compiles with a target folder of its own.
pub fn compile_into(flavour: &Flavour, target: &Path) -> Result<PathBuf> {
    let mut cargo = command::cargo("build");
    cargo.args([
        "--release",
        "--lib",
        "--package",
        workspace::PACKAGE,
        "--target",
        provision::WASM,
        "--target-dir",
    ]);
    cargo.arg(target);
    // Beside those of `.cargo/config.toml`. The paths of dependencies, which panics name, are the same on every machine.
    let home = format!("--remap-path-prefix={}=/cargo", cargo_home()?.display());
    cargo.arg("--config").arg(format!("target.{}.rustflags=[{home:?}]", provision::WASM));
    if !flavour.features.is_empty() {
        cargo.arg("--features").arg(flavour.features.join(","));
    }
    command::run(&mut cargo)?;
    Ok(target.join(provision::WASM).join("release").join(bind::STEM).with_extension("wasm"))
}

/// Where cargo keeps the sources of dependencies.
fn cargo_home() -> Result<PathBuf> {
    let set = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    set.or_else(|| Some(std::env::home_dir()?.join(".cargo")))
        .context("CARGO_HOME is not set, and there is no home folder")
}

/// Hand-written files, generated files and papers, in a folder of their own.
fn assemble(bound: &bind::Bound, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    copy_folder(&workspace::root().join("pkg-template"), folder)?;
    fs::write(
        folder.join("glue.js"),
        glue::factory(&condense::condense(&patch::patch(&bound.glue)?)?, &Seam::of(&bound.wasm)?)?,
    )?;
    let message = folder.join("message.js");
    let template = fs::read_to_string(&message).context("pkg-template/message.js is missing")?;
    fs::write(message, generate::message(&template)?)?;
    fs::write(folder.join("parameters.js"), generate::parameters())?;
    let wasm = bound.shipped()?;
    fs::write(folder.join("wasm-inline.js"), generate::inline(&wasm))?;
    fs::write(folder.join(bind::STEM).with_extension("wasm"), &wasm)?;
    for paper in ["README.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(workspace::root().join(paper), folder.join(paper))
            .with_context(|| format!("{paper} is missing in the root of the repository"))?;
    }
    stamp_version(&folder.join("package.json"))
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let entry = entry?;
        let copy = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &copy)?;
        } else {
            fs::copy(entry.path(), &copy)?;
        }
    }
    Ok(())
}

/// Writes the crate's version into the template's `package.json`.
fn stamp_version(file: &Path) -> Result<()> {
    let text = fs::read_to_string(file).context("pkg-template/package.json is missing")?;
    let mut json: serde_json::Value =
        serde_json::from_str(&text).context("pkg-template/package.json is no JSON")?;
    ensure!(
        json["name"] == workspace::PACKAGE,
        "pkg-template/package.json: expected the name {}",
        workspace::PACKAGE
    );
    json["version"] = workspace::VERSION.into();
    fs::write(file, serde_json::to_string_pretty(&json)? + "\n")?;
    Ok(())
}

/// Puts the new folder in the place of the old one, so that a reader never sees half of it.
fn swap(new: &Path, place: &Path) -> Result<()> {
    let old = new.with_extension("old");
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent)?;
    }
    if place.exists() {
        fs::rename(place, &old)?;
    }
    fs::rename(new, place)?;
    if old.exists() {
        fs::remove_dir_all(&old)?;
    }
    Ok(())
}
