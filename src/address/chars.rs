//! Which characters may stand where in an address.

use crate::address::{DOMAIN_BYTES_MAX, LABEL_BYTES_MAX};
use crate::network::{is_ipv4, is_ipv6};
use crate::platform::Platform;
use crate::text::{after, invisible, replace, split, trim_by};

/// Whether a text is letters, digits and single dots between them, which nearly every local part and domain is: they are told
/// in one pass, since a list can have many.
pub(super) fn is_simple(text: &str) -> bool {
    let mut dot = true;
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => dot = false,
            b'.' if !dot => dot = true,
            _ => return false,
        }
    }
    !dot
}

/// Without the white space around it, controls but TAB excepted. Within a text a no-break space is no white space: there it would
/// make another address.
pub(super) fn trim(text: &str) -> &str {
    trim_by(text, |char| char == '\t' || (char.is_whitespace() && !char.is_control()))
}

/// What an address never holds though RFC 6532 allows it: spaces and characters that do not show. `bob@host.com` with one of
/// them is another mailbox than the one that is seen.
pub(super) fn is_hidden(char: char) -> bool {
    !char.is_ascii() && (char.is_whitespace() || invisible(char))
}

/// Typographic quotes, dashes, bullets and brackets, as word processors put them around an address. IDNA 2008 has none of them in a
/// domain (RFC 5892, 2.1: letters and digits), though the platform's URL makes punycode of them; a local part may hold them
/// (RFC 6532), but does not begin or end with one.
pub(super) const fn is_typographic(char: char) -> bool {
    matches!(char, '\u{A1}' | '\u{A7}' | '\u{AB}' | '\u{B6}' | '\u{BB}' | '\u{BF}' | '\u{2010}'..='\u{205E}'
        | '\u{275B}'..='\u{275E}' | '\u{2E00}'..='\u{2E7F}' | '\u{3008}'..='\u{301F}')
}

/// Such a sign at the start or the end of a text.
pub(super) fn typographic_end(text: &str) -> Option<char> {
    let (first, last) = (text.chars().next(), text.chars().next_back());
    first.filter(|&char| is_typographic(char)).or(last).filter(|&char| is_typographic(char))
}

pub(super) fn quote(text: &str, out: &mut String) {
    out.push('"');
    for char in text.chars() {
        if matches!(char, '"' | '\\') {
            out.push('\\');
        }
        out.push(char);
    }
    out.push('"');
}

/// `atext` of RFC 5322, 3.2.3, and with RFC 6532, 3.2 everything above ASCII.
pub(super) fn is_atom_char(char: char) -> bool {
    match char {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '!' | '#' | '$' | '%' | '&' | '\'' | '*' | '+' | '-' | '/' | '=' | '?' | '^' | '_' | '`' | '{'
        | '|' | '}' | '~' => true,
        char => !char.is_ascii() && !char.is_control() && !is_hidden(char),
    }
}

/// Whether a text is atoms with such single signs between them: dots in a local part, spaces in a name that needs no quotes.
pub(super) fn are_atoms(text: &str, sign: u8) -> bool {
    split(text, sign).all(|atom| !atom.is_empty() && atom.chars().all(is_atom_char))
}

/// Letters, digits, hyphens, dots; the underscore too, which some hosts have.
pub(super) const fn is_domain_byte(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_')
}

/// Whether a text is a domain name in ASCII (RFC 1035, 2.3.1; RFC 1123, 2.1).
pub(crate) fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        (1..=LABEL_BYTES_MAX).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| is_domain_byte(byte) && byte != b'.')
    };
    text.len() <= DOMAIN_BYTES_MAX && split(text, b'.').all(label)
}

/// The ASCII form of a domain; `None` where it has none.
///
/// A platform may read it as a piece of a URL: what ends a host there (`/`, `?`, `#`, `@`, a line end, which it leaves out) is refused
/// before, and after it a number in other digits, `１２７.1`, which is a network address there.
pub(crate) fn ascii(domain: &str, platform: &dyn Platform) -> Option<String> {
    if domain.is_ascii() {
        return Some(domain.to_owned());
    }
    platform.domain_to_ascii(&host(domain)?).filter(|ascii| !is_ipv4(ascii))
}

fn host(domain: &str) -> Option<String> {
    let strange = domain.bytes().any(|byte| byte.is_ascii() && !is_domain_byte(byte));
    // The capital sharp s is the small one since UTS 46 of Unicode 15.1; Node 20 still makes `ss` of it, which is another domain.
    (!strange).then(|| replace(domain, |char| char == '\u{1E9E}', "ß"))
}

/// Whether a text is what may stand in an address literal (RFC 5321, 4.1.3).
pub(super) fn is_ip_literal(text: &str) -> bool {
    after(text, "IPv6:").map_or_else(|| is_ipv4(text), is_ipv6)
}
