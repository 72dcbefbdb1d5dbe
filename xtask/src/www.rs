//! `cargo xtask www`: the page and the sandbox, served on 127.0.0.1 until Ctrl-C.

use anyhow::Result;

use crate::{build, command, workspace};

/// Builds and serves.
pub fn www() -> Result<()> {
    build::build()?;
    command::run(&mut command::node(&workspace::script("serve.mjs")))
}
