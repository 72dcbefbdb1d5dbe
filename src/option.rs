//! The grammars of single options. Each takes the caller's text and gives the text for the wire, or says what was expected.
//! Sources: Mailgun's OpenAPI (OAS) and `source/api-sending.rst` of mailgun/documentation (RST), read 2026-11-22.

use crate::address::is_domain;
use crate::endpoint::host;
use crate::header::is_token;
use crate::network::{is_ipv4, is_ipv6};
use crate::parameter::Kind;
use crate::text::{after, holds, split_first, split_last, trim};

/// The longest tag, in characters (Mailgun, user manual, Tagging).
pub const TAG_CHARS_MAX: usize = 128;

/// What an option of this kind writes for a text; or what it expects.
///
/// ```
/// use mailgun_edge::option::encode;
/// use mailgun_edge::parameter::Kind;
///
/// assert_eq!(encode(Kind::Flag, "True"), Ok("yes".into()));
/// assert_eq!(encode(Kind::Window, "1h30m"), Ok("1h30m".into()));
/// assert_eq!(encode(Kind::Flag, "maybe"), Err("true, false, yes or no"));
/// ```
///
/// # Errors
/// What the option expects, as the rest of a sentence.
pub fn encode(kind: Kind, text: &str) -> Result<String, &'static str> {
    let text = trim(text);
    let (valid, expected) = match kind {
        Kind::Flag | Kind::HtmlFlag | Kind::OnlyYes => return flag(kind, text),
        Kind::Window => (is_window(text), "a span from 5m to 24h, such as 1h30m, 30m or 24h"),
        Kind::Period => (is_period(text), "hours from 24h to 72h, such as 48h"),
        Kind::ClockTime => {
            (is_clock_time(text), "a time of day, HH:mm such as 21:00 or hh:mmaa such as 09:00PM")
        }
        Kind::DomainKey => (is_domain_key(text), "a domain and a selector, such as example.com/s1"),
        Kind::Ip => (is_ipv4(text) || is_ipv6(text), "an IP address such as 192.0.2.1"),
        Kind::Url => (is_url(text), "an absolute http or https URL"),
        Kind::HeaderNames => (
            text.eq_ignore_ascii_case("all") || is_mailgun_header(text),
            "a header such as X-Mailgun-Tag, or all",
        ),
        _ => (true, ""),
    };
    if valid { Ok(text.to_owned()) } else { Err(expected) }
}

/// `yes`, `no`, and where the kind has it `htmlonly`; the empty text where the option is left out.
fn flag(kind: Kind, text: &str) -> Result<String, &'static str> {
    let is = |name: &str| text.eq_ignore_ascii_case(name);
    match kind {
        _ if is("yes") || is("true") => Ok("yes".to_owned()),
        // `o:testmode` and `t:text` know only `yes` (OAS): anything else is said by leaving them out.
        Kind::OnlyYes if is("no") || is("false") => Ok(String::new()),
        _ if is("no") || is("false") => Ok("no".to_owned()),
        Kind::HtmlFlag if is("htmlonly") => Ok("htmlonly".to_owned()),
        Kind::HtmlFlag => Err("true, false, yes, no or htmlonly"),
        _ => Err("true, false, yes or no"),
    }
}

/// `[0-9]+h[0-9]+m`, or one of the two alone, from 5 minutes to 24 hours (OAS, o:deliver-within).
fn is_window(text: &str) -> bool {
    let (hours, minutes) = split_first(text, b'h').unwrap_or(("0", text));
    let minutes = match minutes.strip_suffix('m') {
        Some(minutes) => number(minutes),
        None if minutes.is_empty() => 0.0,
        None => return false,
    };
    (5.0..=24.0 * 60.0).contains(&(number(hours) * 60.0 + minutes))
}

/// `[0-9]+h` from 24 to 72 (OAS, o:deliverytime-optimize-period).
fn is_period(text: &str) -> bool {
    text.strip_suffix('h').is_some_and(|hours| (24.0..=72.0).contains(&number(hours)))
}

/// `HH:mm`, or `hh:mmaa` with AM or PM (OAS, o:time-zone-localize).
fn is_clock_time(text: &str) -> bool {
    let (clock, half) = text.split_at_checked(5).unwrap_or((text, ""));
    let hours = match half {
        "" => 0.0..=23.0,
        _ if half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm") => 1.0..=12.0,
        _ => return false,
    };
    split_first(clock, b':').is_some_and(|(hour, minute)| {
        hour.len() == 2 && minute.len() == 2 && hours.contains(&number(hour)) && number(minute) < 60.0
    })
}

/// `signing_domain/selector` (OAS, o:secondary-dkim).
fn is_domain_key(text: &str) -> bool {
    split_first(text, b'/')
        .is_some_and(|(domain, selector)| holds(domain, b'.') && is_domain(domain) && is_domain(selector))
}

/// The form alone; whether anybody listens there is Mailgun's to find out.
fn is_url(text: &str) -> bool {
    let rest = after(text, "https://").or_else(|| after(text, "http://"));
    let Some(rest) = rest else { return false };
    let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    let authority = end.and_then(|end| rest.get(..end)).unwrap_or(rest);
    let place = split_last(authority, b'@').map_or(authority, |(_, place)| place);
    // Whether a host in another script is one, the platform's URL could tell.
    let fits = host(place).is_some() || !place.is_ascii();
    fits && !text.chars().any(|char| char.is_whitespace() || char.is_control())
}

/// `X-Mailgun-*` (OAS, o:suppress-headers).
fn is_mailgun_header(text: &str) -> bool {
    after(text, "X-Mailgun-").is_some_and(is_token)
}

/// At most four digits: every number here is small. NaN where it is none.
fn number(digits: &str) -> f64 {
    if digits.len() > 4 { f64::NAN } else { crate::text::number(digits) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(kind: Kind, texts: &[&str]) {
        for text in texts {
            assert_eq!(encode(kind, text), Ok((*text).to_owned()), "{kind:?} {text}");
        }
    }

    fn fails(kind: Kind, texts: &[&str]) {
        for text in texts {
            assert!(encode(kind, text).is_err(), "{kind:?} {text}");
        }
    }

    #[test]
    fn flags_in_any_case() {
        for (text, expected) in
            [("yes", "yes"), ("TRUE", "yes"), ("No", "no"), ("false", "no"), (" yes ", "yes")]
        {
            assert_eq!(encode(Kind::Flag, text), Ok(expected.to_owned()));
            assert_eq!(encode(Kind::HtmlFlag, text), Ok(expected.to_owned()));
        }
        assert_eq!(encode(Kind::OnlyYes, "no"), Ok(String::new()));
        assert_eq!(encode(Kind::HtmlFlag, "HTMLonly"), Ok("htmlonly".to_owned()));
        fails(Kind::Flag, &["", "1", "on", "htmlonly"]);
        fails(Kind::OnlyYes, &["htmlonly", "maybe"]);
    }

    #[test]
    fn windows_periods_and_times() {
        passes(Kind::Window, &["5m", "30m", "1h30m", "24h", "24h0m", "0h5m", "1440m"]);
        fails(
            Kind::Window,
            &["", "h", "m", "4m", "24h1m", "25h", "1h30", "90", "-5m", "1d", "1h 30m", "99999m"],
        );
        passes(Kind::Period, &["24h", "72h", "48h"]);
        fails(Kind::Period, &["", "23h", "73h", "48", "2d", "h"]);
        passes(Kind::ClockTime, &["00:00", "23:59", "09:00PM", "12:30am"]);
        fails(Kind::ClockTime, &["", "24:00", "9:00", "13:00PM", "00:30AM", "09:60", "09:00 PM", "0900"]);
    }

    #[test]
    fn names_and_addresses() {
        passes(Kind::DomainKey, &["example.com/s1", "mg.example.com/k1._pic"]);
        fails(Kind::DomainKey, &["", "example.com", "/s1", "example.com/", "a b/s1", "example.com/s1/s2"]);
        passes(Kind::Ip, &["192.0.2.1", "2001:db8::1"]);
        fails(Kind::Ip, &["", "192.0.2", "192.0.2.256", "example.com"]);
        passes(
            Kind::Url,
            &[
                "https://example.com",
                "http://127.0.0.1:8080/a?b#c",
                "https://u:p@[::1]/",
                "https://bücher.example",
            ],
        );
        fails(
            Kind::Url,
            &["https://%zz", "https://h.com:99999/", "https://[::1/", "https://-", "https://a..b"],
        );
        fails(Kind::Url, &["", "example.com", "ftp://example.com", "https://", "https:///a", "https://a b"]);
        passes(Kind::HeaderNames, &["all", "X-Mailgun-Tag", "x-mailgun-sid"]);
        fails(Kind::HeaderNames, &["", "X-Mailgun-", "Subject", "X-Mailgun-a b"]);
    }
}
