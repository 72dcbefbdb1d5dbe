//! Where a message is posted: region or base URL, and sending domain. Neither can change the path or the host.

use crate::address::{ascii, is_domain};
use crate::network::{is_ipv4, is_ipv6};
use crate::platform::Platform;
use crate::text::{excerpt, find, holds, name_of, number, split, split_last, trim_end_by};
use crate::words::words;

/// Mailgun's two regions. A domain belongs to one of them; a key does not. Source: Mailgun's OpenAPI, `servers`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Region {
    /// `https://api.mailgun.net`
    #[default]
    Us,
    /// `https://api.eu.mailgun.net`
    Eu,
}

/// The longest text that is quoted where a region is expected: `europe-west1`.
const REGION_SHOWN: usize = 12;

impl Region {
    /// The region of that name: `us` or `eu`.
    ///
    /// ```
    /// use mailgun_edge::endpoint::Region;
    /// assert_eq!(Region::parse("eu"), Ok(Region::Eu));
    /// assert_eq!(Region::parse("EU").unwrap_err(), "expected \"us\" or \"eu\", found \"EU\"");
    /// ```
    ///
    /// # Errors
    /// What was expected and what was found.
    pub fn parse(name: &str) -> Result<Self, String> {
        match name {
            "us" => Ok(Self::Us),
            "eu" => Ok(Self::Eu),
            // A longer one may be a key that was given in its place.
            other if other.len() > REGION_SHOWN => {
                Err("expected \"us\" or \"eu\", found another text".to_owned())
            }
            other => Err(words!["expected \"us\" or \"eu\", found \"", excerpt(other), "\""]),
        }
    }

    const fn base_url(self) -> &'static str {
        match self {
            Self::Us => "https://api.mailgun.net",
            Self::Eu => "https://api.eu.mailgun.net",
        }
    }
}

/// The start of every URL: scheme, host, perhaps a path; no slash at the end.
///
/// ```
/// use mailgun_edge::endpoint::BaseUrl;
/// assert!(BaseUrl::parse("https://proxy.example.com/mail/").is_ok());
/// assert!(BaseUrl::parse("http://127.0.0.1:8787").is_ok());
/// assert!(BaseUrl::parse("http://example.com").is_err());
/// assert!(BaseUrl::parse("https://user:pw@example.com").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl {
    text: String,
    mailgun: bool,
}

impl From<Region> for BaseUrl {
    fn from(region: Region) -> Self {
        Self { text: region.base_url().to_owned(), mailgun: true }
    }
}

impl BaseUrl {
    /// Takes https, or http to a loopback host; a path, but for Mailgun's own host; no query, fragment, userinfo or dot segments.
    ///
    /// # Errors
    /// What was expected. The URL is not quoted, since it could hold a password.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (secure, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Err("expected a URL that starts with https://, found another".to_owned()),
        };
        if !rest.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            return Err("expected visible ASCII without backslashes, found another character".to_owned());
        }
        if let Some(char) = rest.chars().find(|char| matches!(char, '?' | '#' | '@')) {
            return Err(words!["expected no query, fragment or user name, found ", name_of(char)]);
        }
        let (authority, path) =
            rest.split_at_checked(find(rest, "/").unwrap_or(rest.len())).unwrap_or_default();
        let host = host(authority).ok_or("expected a host name after ://, perhaps with a port")?;
        if !secure && !is_loopback(host) {
            return Err("expected https, found http to a host that is not loopback".to_owned());
        }
        let dots = |segment: &str| DOTS.iter().any(|dots| segment.eq_ignore_ascii_case(dots));
        if split(path, b'/').any(dots) {
            return Err("expected a path without dot segments".to_owned());
        }
        let lower = host.to_ascii_lowercase();
        let mailgun = lower == "mailgun.net" || lower.ends_with(".mailgun.net");
        // Mailgun's own documents call the URL with /v3 behind it the base URL.
        if mailgun && !trim_end_by(path, |char| char == '/').is_empty() {
            return Err(
                "expected no path behind Mailgun's host, found one: /v3/{domain}/messages is appended"
                    .to_owned(),
            );
        }
        Ok(Self { text: trim_end_by(text, |char| char == '/').to_owned(), mailgun })
    }

    /// Whether the host is Mailgun's own.
    #[must_use]
    pub const fn is_mailgun(&self) -> bool {
        self.mailgun
    }
}

/// Dot segments, in every spelling that the URL standard knows.
const DOTS: &[&str] = &[".", "..", "%2e", "%2e%2e", ".%2e", "%2e."];

/// The host of an authority, its port checked and left out.
pub(crate) fn host(authority: &str) -> Option<&str> {
    let (host, port) = match split_last(authority, b':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, "443"),
    };
    let ip = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let named = ip.map_or_else(|| is_domain(host), is_ipv6);
    (named && (1.0..=65_535.0).contains(&number(port))).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host == "[::1]" || (host.starts_with("127.") && is_ipv4(host))
}

/// The URL a message is posted to: `{base}/v3/{domain}/messages`.
///
/// The domain is a host name: a slash in it, or `..`, would change the path, and Mailgun answers some wrong paths with a 200
/// (anymail/django-anymail#144).
///
/// ```
/// use mailgun_edge::{endpoint::{Region, messages_url}, platform::Fixed};
/// let url = |domain| messages_url(&Region::Eu.into(), domain, &Fixed::default());
/// assert_eq!(url("mg.example.com").unwrap(), "https://api.eu.mailgun.net/v3/mg.example.com/messages");
/// assert!(url("mg.example.com/../other").is_err());
/// ```
///
/// # Errors
/// What was expected and what was found.
pub fn messages_url(base: &BaseUrl, domain: &str, platform: &impl Platform) -> Result<String, String> {
    match ascii(domain, platform).filter(|domain| is_domain(domain) && holds(domain, b'.')) {
        Some(domain) => {
            // Without `format!`: no other step of making a client needs it.
            let mut url = base.text.clone();
            url.push_str("/v3/");
            url.push_str(&domain);
            url.push_str("/messages");
            Ok(url)
        }
        None if domain.is_empty() => {
            Err("expected a sending domain such as mg.example.com, found nothing".to_owned())
        }
        // A key that was given in its place has no dot, or an `@` behind it.
        None if !holds(domain, b'.') || holds(domain, b'@') => {
            Err("expected a sending domain such as mg.example.com, found another text".to_owned())
        }
        None => {
            Err(words!["expected a sending domain such as mg.example.com, found \"", excerpt(domain), "\""])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::Fixed;

    #[test]
    fn takes_safe_urls_only() {
        for url in [
            "https://api.mailgun.net",
            "https://a.b/c/d",
            "http://localhost:1",
            "http://127.9.9.9",
            "http://[::1]:8080/x",
        ] {
            assert!(BaseUrl::parse(url).is_ok(), "{url}");
        }
        for url in [
            "",
            "api.mailgun.net",
            "ftp://a.b",
            "http://a.b",
            "https://",
            "https:///a",
            "https://a.b:0",
            "https://a.b:99999",
            "https://a.b:x",
            "https://a b",
            "https://a.b?x",
            "https://a.b#x",
            "https://u@a.b",
            "https://a.b/../c",
            "https://a.b/%2E%2e/c",
            "https://a.b/./c",
            "https://a.b\\c",
            "https://a.b\n",
            "http://localhost.evil.com",
            "https://é.b",
            "https://-a.b",
            "http://[::2]",
        ] {
            assert!(BaseUrl::parse(url).is_err(), "{url:?}");
        }
    }

    #[test]
    fn the_domain_cannot_change_the_path() {
        let base = BaseUrl::from(Region::Eu);
        let url = |domain| messages_url(&base, domain, &Fixed::default());
        assert_eq!(
            url("mg.example.com").as_deref(),
            Ok("https://api.eu.mailgun.net/v3/mg.example.com/messages")
        );
        for domain in [
            "",
            ".",
            "..",
            "a",
            "a.b/c",
            "a.b/../c",
            "a.b?x",
            "a.b#x",
            "a%2eb",
            "a.b\n",
            " a.b",
            "a..b",
            "a.b.",
            "a.b\\c",
            "-a.b",
            "a-.b",
            "a.b-",
            "пример.рф",
        ] {
            assert!(url(domain).is_err(), "{domain:?}");
        }
        // RFC 1035, 2.3.4: a label of at most 63 bytes, a name of at most 253 as text.
        let (fits, over) = ("a".repeat(63), "a".repeat(64));
        let long = [fits.as_str(); 4].join(".");
        for (domain, taken) in
            [([&fits, ".b"].concat(), true), ([&over, ".b"].concat(), false), (["b.", &over].concat(), false)]
        {
            assert_eq!(messages_url(&base, &domain, &Fixed::default()).is_ok(), taken, "{domain}");
        }
        assert!(long.get(..253).is_some_and(|domain| messages_url(&base, domain, &Fixed::default()).is_ok()));
        assert!(
            long.get(..254).is_some_and(|domain| messages_url(&base, domain, &Fixed::default()).is_err())
        );
    }
}
