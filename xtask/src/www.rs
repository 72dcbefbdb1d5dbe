//! `cargo xtask www`: the page, served on 127.0.0.1 until Ctrl-C.

use std::path::Path;

use anyhow::Result;

use crate::{build, command};

/// Builds and serves.
pub fn www() -> Result<()> {
    build::build()?;
    command::run(&mut command::node(Path::new("www/serve.mjs")))
}
