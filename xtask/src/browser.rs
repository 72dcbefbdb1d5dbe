//! The browsers of the tests: where they are, how they are started, how a Debian gets them.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::{command, report};

/// How every test starts Chromium: without a window, and without calls of its own to the network.
pub const CHROMIUM_FLAGS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A program, and where it may be.
#[derive(Clone, Copy, Debug)]
pub struct Browser {
    /// Its name for people.
    pub what: &'static str,
    /// An environment variable that holds its path.
    variable: &'static str,
    /// Its names in `PATH`, or whole paths.
    names: &'static [&'static str],
}

const CHROMIUM: Browser = Browser {
    what: "Chromium",
    variable: "CHROMIUM",
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
};

const CHROMEDRIVER: Browser = Browser {
    what: "chromedriver",
    variable: "CHROMEDRIVER",
    names: &["chromedriver", "chromium.chromedriver"],
};

const FIREFOX: Browser = Browser {
    what: "Firefox",
    variable: "FIREFOX",
    names: &["firefox-esr", "firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"],
};

/// WebKitGTK is driven through it.
const WEBKIT_DRIVER: Browser =
    Browser { what: "WebKitWebDriver", variable: "WEBKIT_DRIVER", names: &["/usr/bin/WebKitWebDriver"] };

/// WebKitGTK's own browser: <https://packages.debian.org/bookworm/libwebkit2gtk-4.1-0>, list of files.
const MINIBROWSER: Browser = Browser {
    what: "WebKitGTK's MiniBrowser",
    variable: "MINIBROWSER",
    names: &[
        "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
    ],
};

/// The display of WebKitGTK, which has no mode without a window.
const XVFB: Browser = Browser { what: "Xvfb", variable: "XVFB", names: &["Xvfb"] };

/// Runs the commands that the page copies.
const CURL: Browser = Browser { what: "curl", variable: "CURL", names: &["curl"] };

/// All that the tests need.
pub const BROWSERS: [Browser; 7] = [CHROMIUM, CHROMEDRIVER, FIREFOX, WEBKIT_DRIVER, MINIBROWSER, XVFB, CURL];

/// The packages of Debian that hold them.
const PACKAGES: [&str; 6] =
    ["chromium", "chromium-driver", "firefox-esr", "webkit2gtk-driver", "xvfb", "curl"];

/// What the tests need, found.
#[derive(Debug)]
pub struct Found {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
    pub firefox: PathBuf,
    webkit_driver: PathBuf,
    minibrowser: PathBuf,
    xvfb: PathBuf,
}

impl Found {
    /// Tells a program where they are, by the names that the scripts of `tests/package/runtimes` read.
    pub fn tell(&self, command: &mut Command) {
        let places = [
            (CHROMIUM, &self.chromium),
            (FIREFOX, &self.firefox),
            (WEBKIT_DRIVER, &self.webkit_driver),
            (MINIBROWSER, &self.minibrowser),
            (XVFB, &self.xvfb),
        ];
        for (browser, place) in places {
            command.env(browser.variable, place);
        }
    }
}

impl Browser {
    /// Where its variable says, or else in `PATH`.
    pub fn find(&self) -> Option<PathBuf> {
        let told = std::env::var(self.variable).ok();
        let names: Vec<_> = told.as_deref().into_iter().chain(self.names.iter().copied()).collect();
        command::find(&names)
    }

    fn need(&self) -> Result<PathBuf> {
        self.find().with_context(|| {
            format!(
                "{} is missing: install it ({}), or set {} to its path",
                self.what,
                advice(),
                self.variable
            )
        })
    }
}

/// Finds the browsers; on Debian, installs them first where one is missing.
pub fn browsers() -> Result<Found> {
    if BROWSERS.iter().any(|browser| browser.find().is_none()) && can_apt() {
        report::timed("Install Chromium, Firefox and WebKitGTK (apt-get; once)", apt)?;
    }
    CURL.need()?;
    Ok(Found {
        chromium: CHROMIUM.need()?,
        chromedriver: CHROMEDRIVER.need()?,
        firefox: FIREFOX.need()?,
        webkit_driver: WEBKIT_DRIVER.need()?,
        minibrowser: MINIBROWSER.need()?,
        xvfb: XVFB.need()?,
    })
}

/// What a person does where apt-get is not ours to run.
pub fn advice() -> String {
    format!("Debian: apt-get install {}; elsewhere your system's packages of it", PACKAGES.join(" "))
}

/// Whether this is a Debian where packages can be installed without a question.
fn can_apt() -> bool {
    Path::new("/etc/debian_version").is_file()
        && (is_root() || command::works(command::program("sudo").args(["-n", "true"])))
}

fn is_root() -> bool {
    command::output(command::program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn apt() -> Result<()> {
    let install: Vec<_> =
        ["install", "-y", "-q", "--no-install-recommends"].into_iter().chain(PACKAGES).collect();
    for arguments in [&["update", "-q"][..], &install] {
        let mut apt = command::program(if is_root() { "apt-get" } else { "sudo" });
        if !is_root() {
            apt.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        }
        command::run(apt.env("DEBIAN_FRONTEND", "noninteractive").args(arguments))?;
    }
    Ok(())
}
