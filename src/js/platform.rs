//! The platform's clock and URL parser, as the core asks for them.

use crate::js::foreign::get;
use crate::platform::Platform;
use crate::words::words;

/// JS.
#[derive(Clone, Copy, Debug)]
pub(super) struct Js;

impl Platform for Js {
    fn now(&self) -> f64 {
        js_sys::Date::now()
    }

    /// The URL standard's domain to ASCII, which is UTS 46. The core lets through letters, digits, hyphens and dots alone, so
    /// nothing else of a URL can stand in the text.
    fn domain_to_ascii(&self, domain: &str) -> Option<String> {
        let url = web_sys::Url::new(&words!["https://", domain, "/"]).ok()?;
        get(&url, "hostname").ok()?.as_string()
    }
}
