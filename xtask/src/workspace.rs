//! Where things are. It knows paths; it does not know what is done with them.

use std::path::{Path, PathBuf};

/// The name of the npm package and of its folder.
pub const PACKAGE: &str = "mailgun-edge";

/// The version of the crate, and so of the npm package: `[workspace.package]` of `Cargo.toml`.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The root of the repository.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// Everything that is made goes under here.
pub fn target() -> PathBuf {
    root().join("target")
}

/// Where `pack` leaves the package's folder and its tarball.
pub fn npm() -> PathBuf {
    target().join("npm")
}

/// The folder of the assembled package.
pub fn package() -> PathBuf {
    npm().join(PACKAGE)
}

/// The packed package.
pub fn tarball() -> PathBuf {
    npm().join(format!("{PACKAGE}-{VERSION}.tgz"))
}

/// What xtask keeps for itself between two runs.
pub fn scratch() -> PathBuf {
    target().join("xtask")
}

/// The folder whose `package.json` holds every npm tool.
pub fn tools() -> PathBuf {
    root().join("tests").join("package")
}

/// A file of an installed npm tool.
pub fn tool(path: &str) -> PathBuf {
    tools().join("node_modules").join(path)
}

/// A script of xtask's own.
pub fn script(name: &str) -> PathBuf {
    root().join("xtask").join("js").join(name)
}

/// A path as it is printed: from the root of the repository.
pub fn show(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(root()).unwrap_or(path).display()
}
