//! `cargo xtask doctor`: what is there, what is missing, and how to get it.

use crate::{browser, command, licences, provision, workspace};

/// Prints one line for each thing, and returns whether everything is there.
pub fn doctor() -> bool {
    let version = |name: &str| {
        command::output(command::program(name).arg("--version")).ok().map(|text| text.trim().to_owned())
    };
    let things = [
        (
            "rustc",
            version("rustc"),
            "install rustup from https://rustup.rs; rust-toolchain.toml says the rest",
        ),
        (
            "the wasm target",
            provision::has_wasm_target().then(|| provision::WASM.to_owned()),
            "rustup target add wasm32-unknown-unknown (build and test do it by themselves)",
        ),
        ("rustfmt", version("rustfmt"), "rustup component add rustfmt (check does it by itself)"),
        ("clippy", version("clippy-driver"), "rustup component add clippy (check does it by itself)"),
        (
            "Node and npm",
            provision::node().ok(),
            "install Node 20.19 or newer, with npm, from https://nodejs.org",
        ),
        (
            "npm tools",
            provision::has_npm_tools().then(|| "as in tests/package/package-lock.json".to_owned()),
            "npm ci in tests/package (build and test do it by themselves)",
        ),
        (
            "cargo-deny",
            licences::installed().map(|file| file.display().to_string()),
            "cargo xtask licences installs it",
        ),
    ];
    let browsers = browser::BROWSERS
        .map(|browser| (browser.what, browser.find().map(|file| file.display().to_string())));
    let advice =
        "apt-get install chromium chromium-driver firefox-esr (on Debian, as root, test does it by itself)";
    let browsers = browsers.into_iter().map(|(what, found)| (what, found, advice));
    let mut complete = true;
    for (what, found, advice) in things.into_iter().chain(browsers) {
        complete &= found.is_some();
        match found {
            Some(found) => println!("ok       {what}: {found}"),
            None => println!("MISSING  {what}: {advice}"),
        }
    }
    println!(
        "\nThe package: {}",
        if workspace::tarball().is_file() { "packed" } else { "not packed yet: cargo xtask pack" }
    );
    complete
}
