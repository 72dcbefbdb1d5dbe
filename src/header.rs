//! Header names and values. It knows RFC 5322's and RFC 9110's characters, and which headers Mailgun makes itself.

use crate::text::{after, holds, split_first};

/// A byte of a token (RFC 9110, 5.6.2).
const fn is_token_byte(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'#' | b'$' | b'%' | b'&' | b'\'' | b'*' | b'+' | b'-' | b'.'
        | b'^' | b'_' | b'`' | b'|' | b'~')
}

/// Whether a text is a token (RFC 9110, 5.6.2).
pub(crate) fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_token_byte)
}

/// Whether a text can be the name of a mail header: visible ASCII without a colon (RFC 5322, 3.6.8), and without quotes and
/// backslashes, which runtimes write differently in a form. Mailgun answers 400 `Header name must be pure ASCII` to others.
///
/// ```
/// use mailgun_edge::header::is_name;
/// assert!(is_name("X-Campaign"));
/// assert!(!is_name("X Campaign"));
/// ```
#[must_use]
pub fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| matches!(byte, b'!'..=b'~') && !matches!(byte, b':' | b'"' | b'\\'))
}

/// Headers Mailgun makes from the fields of these names, and those that mail servers write.
const OF_FIELDS: &[&str] = &["from", "to", "cc", "bcc", "subject"];
const TRACE: &[&str] = &["date", "return-path", "received", "dkim-signature"];

fn is_one_of(name: &str, headers: &[&str]) -> bool {
    headers.iter().any(|header| name.eq_ignore_ascii_case(header))
}

/// Whether Mailgun makes this header from the field of its name.
pub(crate) fn is_of_field(name: &str) -> bool {
    is_one_of(name, OF_FIELDS)
}

/// Whether Mailgun makes this header for the message's structure. `Content-Language` (RFC 3282) is the writer's own, unlike all else of
/// `Content-*`.
pub(crate) fn is_structural(name: &str) -> bool {
    name.eq_ignore_ascii_case("mime-version")
        || after(name, "content-").is_some_and(|rest| !rest.eq_ignore_ascii_case("language"))
}

/// Whether mail servers write this header themselves.
pub(crate) fn is_trace(name: &str) -> bool {
    is_one_of(name, TRACE)
}

/// Whether a text is `<unique@domain>`. Mailgun replaces any other Message-Id in silence (mailgun/mailgun.js#394).
///
/// ```
/// use mailgun_edge::header::is_message_id;
/// assert!(is_message_id("<a.1@mg.example.com>"));
/// assert!(!is_message_id("a.1@mg.example.com"));
/// ```
#[must_use]
pub fn is_message_id(text: &str) -> bool {
    let inside = text.strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    let clean = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|byte| matches!(byte, b'!'..=b'~') && !holds("<>@()\",;:\\", byte))
    };
    inside.and_then(|text| split_first(text, b'@')).is_some_and(|(left, right)| clean(left) && clean(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_through_the_name_grammar() {
        for byte in 0..=255_u8 {
            let name = format!("X{}", char::from(byte));
            assert_eq!(is_name(&name), (33..=126).contains(&byte) && !b":\"\\".contains(&byte), "{byte}");
        }
    }

    #[test]
    fn knows_what_mailgun_makes() {
        assert!(is_of_field("SUBJECT") && !is_of_field("Content-Type"));
        assert!(is_structural("Content-Type") && is_structural("mime-version"));
        assert!(is_structural("Content-Languages") && !is_structural("content-language"));
        assert!(!is_structural("X-Content"));
        assert!(is_trace("received"));
    }
}
