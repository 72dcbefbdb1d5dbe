//! `cargo xtask demo`: a real workerd sends a message through the package, to the sandbox or to Mailgun itself.

use anyhow::{Result, bail};

use crate::{build, command, workspace};

/// What was asked for.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options<'a> {
    once: bool,
    real: bool,
    live: bool,
    to: Option<&'a str>,
}

impl<'a> Options<'a> {
    /// Reads the arguments after `demo`.
    pub fn parse(arguments: &[&'a str]) -> Result<Self> {
        let mut options = Self::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match *argument {
                "--once" => options.once = true,
                "--real" => options.real = true,
                "--live" => options.live = true,
                "--to" => options.to = rest.next().copied(),
                other => bail!("demo: unknown `{other}`; expected --once, or --real --to ADDRESS [--live]"),
            }
        }
        if (options.live || options.to.is_some()) && !options.real {
            bail!("demo: --to and --live go with --real; without it the message goes to the local sandbox");
        }
        if options.real && options.to.is_none_or(|address| !address.contains('@')) {
            bail!("demo: --real sends to Mailgun itself: say who gets it, with --to ADDRESS");
        }
        Ok(options)
    }

    fn arguments(&self) -> Vec<&str> {
        let flags = [(self.once, "--once"), (self.real, "--real"), (self.live, "--live")];
        let flags = flags.into_iter().filter_map(|(on, flag)| on.then_some(flag));
        flags.chain(self.to.into_iter().flat_map(|address| ["--to", address])).collect()
    }
}

/// Builds, and hands over to `xtask/js/demo.mjs`.
pub fn demo(options: &Options<'_>) -> Result<()> {
    if options.real {
        let missing: Vec<_> = ["MAILGUN_KEY", "MAILGUN_DOMAIN", "MAILGUN_REGION"]
            .into_iter()
            .filter(|name| std::env::var(name).unwrap_or_default().is_empty())
            .collect();
        if !missing.is_empty() {
            bail!(
                "demo --real needs {} in the environment: MAILGUN_KEY is a sending key of the domain MAILGUN_DOMAIN, \
                 MAILGUN_REGION is us or eu",
                missing.join(" and ")
            );
        }
    }
    build::build()?;
    command::run(command::node(&workspace::script("demo.mjs")).args(options.arguments()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_its_options() -> Result<()> {
        let real = ["--real", "--to", "a@b.c", "--live"];
        assert_eq!(
            Options::parse(&real)?,
            Options { once: false, real: true, live: true, to: Some("a@b.c") }
        );
        assert_eq!(Options::parse(&real)?.arguments(), ["--real", "--live", "--to", "a@b.c"]);
        Ok(())
    }

    #[test]
    fn refuses_what_does_not_fit() {
        for wrong in [&["--live"][..], &["--real"], &["--real", "--to"], &["--to", "a@b.c"], &["--twice"]] {
            assert!(Options::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
