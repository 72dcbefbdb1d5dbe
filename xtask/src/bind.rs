//! From cargo's wasm to the wasm and the glue of the package: wasm-bindgen, then wasm-opt.
//!
//! Both are skipped when cargo's wasm and the tools are those of the last run.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::{command, names, order, places, report, traps, workspace};

/// The stem wasm-bindgen gives its files, and so the module name of the wasm's imports.
pub const STEM: &str = "mailgun_edge";

/// wasm-opt reads the features from the wasm's target_features section, so no `--enable-` is needed. Left alone it puts every function
/// that is called once into its caller, and engines, which compile a function at its first call, then compile all rules for a message
/// that needs few. A limit of 30 would compress 0.3 kB better, but a check takes some 5 % longer.
/// The smallest functions, no more than a call, go into all their callers. Who made it and with what features no engine
/// reads. Blocks are made anew (`--rereloop`), and what a call may do is known where it is made (`--generate-global-effects`): 0.5 kB
/// less, at the same speed. Below 1024 is the end of the stack, where nothing is while there is room: an address may be added to in
/// the instruction that reads there, 0.4 kB less.
pub const OPTIMISE: [&str; 13] = [
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--converge",
    "--generate-global-effects",
    "-Oz",
    "--one-caller-inline-max-function-size",
    "100",
    "--always-inline-max-function-size",
    "3",
    "--strip-producers",
    "--strip-target-features",
];

/// What wasm-bindgen and wasm-opt made.
#[derive(Debug)]
pub struct Bound {
    /// The text of the bundler target's `_bg.js`.
    pub glue: String,
    /// The optimised module.
    pub wasm: Vec<u8>,
}

impl Bound {
    /// The module as it is shipped: short names, and its functions in their order.
    pub fn shipped(&self) -> Result<Vec<u8>> {
        order::by_likeness(&names::shorten(&self.wasm)?)
    }
}

/// Binds and optimises; `folder` keeps the results for the next run.
pub fn bind(input: &Path, folder: &Path) -> Result<Bound> {
    let made = Made::in_folder(folder);
    let wasm = fs::read(input).with_context(|| format!("{} cannot be read", input.display()))?;
    // Not wasm-bindgen's version: it refuses the wasm of any version but its own, so another one means another input.
    let tools = format!("traps, uncalled, sayings, {} {}", binaryen_version()?, OPTIMISE.join(" "));
    if !made.is_of(&wasm, &tools) {
        _ = fs::remove_file(&made.tools);
        report::timed("wasm-bindgen", || generate(&wasm, folder))?;
        report::timed("wasm-opt -Oz", || optimise(&made))?;
        fs::write(&made.input, &wasm)?;
        fs::write(&made.tools, &tools)?;
    }
    Ok(Bound { glue: fs::read_to_string(&made.glue)?, wasm: fs::read(&made.wasm)? })
}

/// The files of one run.
struct Made {
    input: PathBuf,
    bound: PathBuf,
    glue: PathBuf,
    wasm: PathBuf,
    tools: PathBuf,
}

impl Made {
    fn in_folder(folder: &Path) -> Self {
        Self {
            input: folder.join("input.wasm"),
            bound: folder.join(format!("{STEM}_bg.wasm")),
            glue: folder.join(format!("{STEM}_bg.js")),
            wasm: folder.join("optimised.wasm"),
            tools: folder.join("tools.txt"),
        }
    }

    /// Whether the files were made from this very input by these tools. `tools.txt` is written last.
    fn is_of(&self, wasm: &[u8], tools: &str) -> bool {
        fs::read_to_string(&self.tools).is_ok_and(|text| text == tools)
            && fs::read(&self.input).is_ok_and(|bytes| bytes == wasm)
            && self.glue.is_file()
            && self.wasm.is_file()
    }
}

fn generate(wasm: &[u8], folder: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.bundler(true)?.typescript(false).input_bytes(STEM, wasm.to_vec());
    let mut output = bindgen.generate_output().context("wasm-bindgen refused the module")?;
    let inline = output.snippets().values().any(|files| !files.is_empty());
    if inline || !output.local_modules().is_empty() {
        bail!(
            "the crate has inline JS (`inline_js` or `module = \"/...\"`); write it in pkg-template/ instead"
        );
    }
    output.emit(folder).with_context(|| format!("{} cannot be written", folder.display()))?;
    let Made { bound, glue, .. } = Made::in_folder(folder);
    if fs::read_to_string(&glue)?.contains(traps::CLOSURE) {
        bail!("the crate hands a closure to JS: take the closures out of UNCALLED in xtask/src/traps.rs");
    }
    Ok(fs::write(&bound, places::blank(&traps::cut(&fs::read(&bound)?)?)?)?)
}

fn optimise(made: &Made) -> Result<()> {
    let mut wasm_opt = command::node(&workspace::tool("binaryen/bin/wasm-opt"));
    command::run(wasm_opt.args(OPTIMISE).arg(&made.bound).arg("-o").arg(&made.wasm))
}

fn binaryen_version() -> Result<String> {
    let file = workspace::tool("binaryen/package.json");
    let text = fs::read_to_string(&file).with_context(|| format!("{} cannot be read", file.display()))?;
    let json: serde_json::Value = serde_json::from_str(&text)?;
    Ok(format!("binaryen {}", json["version"]))
}
