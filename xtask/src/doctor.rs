//! `cargo xtask doctor`: what is there, what is missing, and how to get it.

use crate::{browser, command, licences, provision, workspace};

/// A thing: its name, what was found of it, and how to get it.
type Thing<'a> = (&'a str, Option<String>, &'a str);

/// Prints one line for each thing, and returns whether everything is there.
pub fn doctor() -> bool {
    let advice = format!("{} (on Debian, as root, test does it by itself)", browser::advice());
    let browsers = browser::BROWSERS.map(|browser| {
        let found = browser.find().map(|file| file.display().to_string());
        (browser.what, found, advice.as_str())
    });
    let mut complete = true;
    for (what, found, advice) in compilers().into_iter().chain(tools()).chain(browsers) {
        complete &= found.is_some();
        match found {
            Some(found) => println!("ok       {what}: {found}"),
            None => println!("MISSING  {what}: {advice}"),
        }
    }
    let packed = if workspace::tarball().is_file() { "packed" } else { "not packed yet: cargo xtask pack" };
    println!("\nThe package: {packed}");
    complete
}

fn compilers() -> [Thing<'static>; 4] {
    let wasm = provision::has_wasm_target().then(|| provision::WASM.to_owned());
    [
        (
            "rustc",
            version("rustc"),
            "install rustup from https://rustup.rs; rust-toolchain.toml says the rest",
        ),
        (
            "the wasm target",
            wasm,
            "rustup target add wasm32-unknown-unknown (build and test do it by themselves)",
        ),
        ("rustfmt", version("rustfmt"), "rustup component add rustfmt (check does it by itself)"),
        ("clippy", version("clippy-driver"), "rustup component add clippy (check does it by itself)"),
    ]
}

fn tools() -> [Thing<'static>; 3] {
    let npm = provision::has_npm_tools().then(|| "as in tests/package/package-lock.json".to_owned());
    let deny = licences::installed().map(|file| file.display().to_string());
    [
        (
            "Node and npm",
            provision::node().ok(),
            "install Node 20.19 or newer, with npm, from https://nodejs.org",
        ),
        ("npm tools", npm, "npm ci in tests/package (build and test do it by themselves)"),
        ("cargo-deny", deny, "cargo xtask licences installs it"),
    ]
}

fn version(program: &str) -> Option<String> {
    let printed = command::output(command::program(program).arg("--version")).ok()?;
    Some(printed.trim().to_owned())
}
