//! `cargo xtask bench`: the package beside its peers and a hand-written function, in Node, Deno, Bun and workerd. It asserts no time.

use std::path::PathBuf;

use anyhow::Result;

use crate::{build, command, workspace};

/// Builds, installs the peers, measures, and prints tables. `options` are `--quick`, `--write`, and names of parts and runtimes.
pub fn bench(options: &[&str]) -> Result<()> {
    build::build()?;
    command::run(command::node(&folder().join("run.mjs")).args(options))
}

fn folder() -> PathBuf {
    workspace::root().join("benches")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use anyhow::Result;

    use super::folder;
    use crate::command;

    /// They are run by hand only; here their form is checked.
    #[test]
    fn the_benches_are_javascript() -> Result<()> {
        for part in ["", "clients", "start"] {
            for entry in fs::read_dir(folder().join(part))? {
                let file = entry?.path();
                if file.extension().is_some_and(|extension| extension == "mjs") {
                    command::run(command::program("node").arg("--check").arg(&file))?;
                }
            }
        }
        Ok(())
    }
}
