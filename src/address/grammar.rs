//! From tokens to a mailbox: the rules of RFC 5322, 3.4, and which of its free forms are taken.

use crate::address::chars::{
    international, is_atom_char, is_domain, is_domain_byte, is_dot_atom, is_hidden, is_ip_literal, is_simple,
    is_typographic, typographic_end,
};
use crate::address::error::Reason;
use crate::address::lexer::{Kind, Token, cut, find};
use crate::address::name::clean_name;
use crate::address::{LABEL_BYTES_MAX, Mailbox};
use crate::platform::Platform;
use crate::text::after;

/// An address, or a name and an address between angle brackets.
pub(super) fn mailbox(tokens: &[Token<'_>], platform: &impl Platform) -> Result<Mailbox, Reason> {
    let Some(open) = find(tokens, Kind::Open) else { return spec(tokens, platform) };
    let (before, inside) = cut(tokens, open);
    let (inside, after) = cut(inside, find(inside, Kind::Close).ok_or(Reason::Angle)?);
    if find(after, Kind::At).is_some() || find(before, Kind::Close).is_some() {
        return Err(Reason::TwoAddresses);
    }
    // A no-break space there, as web pages leave it, is nobody's address.
    if !after.iter().all(|token| token.kind == Kind::Word && token.text.trim().is_empty()) {
        return Err(Reason::AfterAngle);
    }
    Ok(Mailbox { name: name(before)?, ..spec(inside, platform)? })
}

/// A display name: words and quoted words, or free text.
pub(super) fn name(tokens: &[Token<'_>]) -> Result<Option<String>, Reason> {
    let mut out = String::new();
    for token in tokens {
        if token.parted {
            out.push(' ');
        }
        match token.kind {
            Kind::Quoted => unescape(token.text, &mut out),
            _ => out.push_str(token.text),
        }
    }
    clean_name(&out)
}

/// An address without name or angle brackets.
pub(super) fn spec(tokens: &[Token<'_>], platform: &impl Platform) -> Result<Mailbox, Reason> {
    if tokens.is_empty() {
        return Err(Reason::Empty);
    }
    let Some(at) = find(tokens, Kind::At) else {
        let colon = tokens.iter().find(|token| token.kind == Kind::Word && token.text.contains(':'));
        return Err(colon.map_or(Reason::NoAt, |token| of_colon(token.text)));
    };
    let (before, after) = cut(tokens, at);
    Ok(Mailbox { name: None, local: local(before)?, domain: domain(after, platform)? })
}

/// What a colon outside quotes means.
pub(super) fn of_colon(word: &str) -> Reason {
    match () {
        () if after(word, "mailto:").or_else(|| after(word, "smtp:")).is_some() => Reason::Mailto,
        () if crate::text::find(word, "://").is_some() => Reason::NoAt,
        () => Reason::Group,
    }
}

/// What is wrong with a second word where one belongs.
pub(super) fn second(tokens: &[Token<'_>]) -> Result<(), Reason> {
    let Some(token) = tokens.get(1) else { return Ok(()) };
    let char = first(token);
    Err(Reason::Unexpected(if token.parted && !is_hidden(char) { ' ' } else { char }))
}

pub(super) fn first(token: &Token<'_>) -> char {
    match token.kind {
        Kind::Quoted => '"',
        _ => token.text.chars().next().unwrap_or_default(),
    }
}

pub(super) fn local(tokens: &[Token<'_>]) -> Result<String, Reason> {
    let token = tokens.first().ok_or(Reason::NoLocal)?;
    if token.kind == Kind::Word && tokens.len() == 1 && is_simple(token.text) {
        return Ok(token.text.to_owned());
    }
    let mut out = String::new();
    match token.kind {
        Kind::Quoted => {
            if let Some(char) = token.text.chars().find(|&char| is_hidden(char)) {
                return Err(Reason::Unexpected(char));
            }
            unescape(token.text, &mut out);
        }
        Kind::Word => match token.text.chars().find(|&char| !is_atom_char(char) && char != '.') {
            Some(':') => return Err(of_colon(token.text)),
            Some(char) => return Err(Reason::Unexpected(char)),
            None => {}
        },
        _ => return Err(Reason::Unexpected(first(token))),
    }
    second(tokens)?;
    if token.kind == Kind::Word {
        if let Some(char) = typographic_end(token.text) {
            return Err(Reason::Unexpected(char));
        }
        if !is_dot_atom(token.text) {
            return Err(Reason::Dots);
        }
        out.push_str(token.text);
    }
    Ok(out)
}

pub(super) fn domain(tokens: &[Token<'_>], platform: &impl Platform) -> Result<String, Reason> {
    let token = tokens.first().ok_or(Reason::NoDomain)?;
    let text = token.text;
    if token.kind == Kind::Word && tokens.len() == 1 && text.len() <= LABEL_BYTES_MAX && is_simple(text) {
        return Ok(text.to_owned());
    }
    if token.kind != Kind::Word {
        return Err(Reason::Unexpected(first(token)));
    }
    if let Some(literal) = text.strip_prefix('[') {
        second(tokens)?;
        return match literal.strip_suffix(']') {
            Some(inside) if is_ip_literal(inside) => Ok(text.to_owned()),
            _ => Err(Reason::Literal),
        };
    }
    let strange = |char: char| match char {
        '\0'..='\x7F' => !is_domain_byte(char as u8),
        _ => is_hidden(char) || is_typographic(char),
    };
    if let Some(char) = text.chars().find(|&char| strange(char)) {
        return Err(Reason::Unexpected(char));
    }
    second(tokens)?;
    let ascii =
        if text.is_ascii() { text.to_owned() } else { international(text, platform).ok_or(Reason::Idn)? };
    if ascii.split('.').any(str::is_empty) {
        return Err(Reason::Dots);
    }
    if is_domain(&ascii) { Ok(ascii) } else { Err(Reason::Label) }
}

/// What stands between the quotes of a quoted string, its backslashes resolved.
fn unescape(text: &str, out: &mut String) {
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => out.extend(chars.next()),
            char => out.push(char),
        }
    }
}
