//! The steps of `cargo xtask test`, in the order they run: first what is quick and needs little.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::counts::{self, Reader};
use crate::{browser, build, command, provision, workspace};

/// One step.
#[derive(Debug)]
pub struct Step {
    /// What one types to run it alone.
    pub name: &'static str,
    /// What it is about.
    pub heading: &'static str,
    /// Whether it works on the packed package.
    pub packed: bool,
    /// Makes the command, after providing what it needs.
    pub command: fn() -> Result<Command>,
    /// Reads the counts.
    pub counts: Reader,
}

/// Every step.
pub const STEPS: &[Step] = &[
    step("native", "The core, natively", native, counts::of_cargo),
    step("xtask", "This tool", xtask, counts::of_cargo),
    step("wasm-node", "The wasm suite in Node", wasm_node, counts::of_cargo),
    step("wasm-chromium", "The wasm suite in headless Chromium", wasm_chromium, counts::of_cargo),
    on_package("sandbox", "The sandbox against Mailgun's recorded answers", sandbox, counts::of_tap),
    on_package("contract", "The packed package in every runtime", contract, counts::of_last_line),
    on_package("panics", "Panics, in Node and workerd", panics, counts::of_last_line),
    on_package("soak", "Many sends, and nothing left of them", soak, counts::of_last_line),
    on_package("tarball", "The tarball: its files, publint, attw, JSR", tarball, counts::of_last_line),
    on_package("types", "The types, by tsc, Deno and TypeDoc", types, counts::of_last_line),
    on_package("readme", "The examples of the README", readme, counts::of_last_line),
    on_package("page", "The page in Chromium, Firefox and WebKitGTK", page, counts::of_last_line),
    on_package("demo", "The demo: workerd sends one message", demo, counts::of_one),
];

const fn step(
    name: &'static str,
    heading: &'static str,
    command: fn() -> Result<Command>,
    counts: Reader,
) -> Step {
    Step { name, heading, packed: false, command, counts }
}

const fn on_package(
    name: &'static str,
    heading: &'static str,
    command: fn() -> Result<Command>,
    counts: Reader,
) -> Step {
    Step { packed: true, ..step(name, heading, command, counts) }
}

fn native() -> Result<Command> {
    let mut cargo = command::cargo("test");
    cargo.args(["--package", workspace::PACKAGE, "--all-features", "--no-fail-fast"]);
    Ok(cargo)
}

fn xtask() -> Result<Command> {
    let mut cargo = command::cargo("test");
    cargo.args(["--package", "xtask"]);
    Ok(cargo)
}

fn wasm_node() -> Result<Command> {
    provision::node()?;
    wasm()
}

fn wasm_chromium() -> Result<Command> {
    let browsers = browser::browsers()?;
    let capabilities =
        json!({ "goog:chromeOptions": { "binary": browsers.chromium, "args": browser::CHROMIUM_FLAGS } });
    let file = workspace::scratch().join("webdriver.json");
    fs::write(&file, capabilities.to_string())?;
    let mut cargo = wasm()?;
    cargo
        .env("WASM_BINDGEN_USE_BROWSER", "1")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", file)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "20")
        .env("CHROMEDRIVER", browsers.chromedriver);
    Ok(cargo)
}

/// The wasm suite, run by this very program as `wasm-bindgen-test-runner`.
fn wasm() -> Result<Command> {
    provision::wasm_target()?;
    let this = std::env::current_exe()?;
    let runner = json!([this, "wasm-test-runner"]);
    let mut cargo = command::cargo("test");
    cargo.args(["--package", workspace::PACKAGE, "--target", provision::WASM, "--test", "wasm"]);
    cargo.arg("--config").arg(format!("target.{}.runner={runner}", provision::WASM));
    Ok(cargo)
}

fn sandbox() -> Result<Command> {
    let folder = workspace::root().join("tests").join("sandbox");
    let mut files: Vec<_> = fs::read_dir(&folder)
        .context("tests/sandbox is missing")?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    ensure!(!files.is_empty(), "tests/sandbox has no *.test.mjs");
    files.sort();
    let mut node = command::program("node");
    node.args(["--test", "--test-reporter=tap"]).args(files);
    Ok(node)
}

fn contract() -> Result<Command> {
    script("tests/package/run.mjs")
}

/// On a package of its own, which has a function that panics.
fn panics() -> Result<Command> {
    build::build_hooked()?;
    script("tests/package/panics.mjs")
}

fn soak() -> Result<Command> {
    script("tests/package/soak.mjs")
}

fn tarball() -> Result<Command> {
    script("tests/package/tarball.mjs")
}

fn types() -> Result<Command> {
    script("tests/package/types.mjs")
}

fn readme() -> Result<Command> {
    script("tests/package/readme.mjs")
}

fn page() -> Result<Command> {
    script("www/test.mjs")
}

fn demo() -> Result<Command> {
    let mut this = command::program(std::env::current_exe()?);
    this.args(["demo", "--once"]);
    Ok(this)
}

/// A script of the repository, told where the browsers are.
fn script(path: &str) -> Result<Command> {
    ensure!(workspace::root().join(path).is_file(), "{path} is missing");
    let browsers = browser::browsers()?;
    let mut node = command::node(Path::new(path));
    browsers.tell(&mut node);
    Ok(node)
}
