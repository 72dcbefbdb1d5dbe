//! From tokens to a mailbox: the rules of RFC 5322, 3.4, and which of its free forms are taken.

use crate::address::chars::{
    are_atoms, ascii, is_atom_char, is_domain, is_domain_byte, is_hidden, is_ip_literal, is_simple,
    is_typographic, typographic_end,
};
use crate::address::error::Reason;
use crate::address::lexer::{Kind, Token, cut, find};
use crate::address::name::clean_name;
use crate::address::{LABEL_BYTES_MAX, Mailbox};
use crate::platform::Platform;
use crate::text::{after, holds, is_blank, split};

/// An address, or a name and an address between angle brackets where it is `listed`.
pub(super) fn mailbox(
    tokens: &[Token<'_>],
    listed: bool,
    platform: &impl Platform,
    out: &mut Mailbox,
) -> Result<(), Reason> {
    let Some(open) = find(tokens, Kind::Open).filter(|_| listed) else { return spec(tokens, platform, out) };
    let (before, inside) = cut(tokens, open);
    let (inside, after) = cut(inside, find(inside, Kind::Close).ok_or(Reason::Angle)?);
    if find(after, Kind::At).is_some() || find(before, Kind::Close).is_some() {
        return Err(Reason::TwoAddresses);
    }
    // A no-break space there, as web pages leave it, is nobody's address.
    if !after.iter().all(|token| token.kind == Kind::Word && is_blank(token.text)) {
        return Err(Reason::AfterAngle);
    }
    out.name = name(before)?;
    spec(inside, platform, out)
}

/// A display name: words and quoted words, or free text.
fn name(tokens: &[Token<'_>]) -> Result<Option<String>, Reason> {
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
fn spec(tokens: &[Token<'_>], platform: &impl Platform, out: &mut Mailbox) -> Result<(), Reason> {
    if tokens.is_empty() {
        return Err(Reason::Empty);
    }
    let Some(at) = find(tokens, Kind::At) else {
        let colon = tokens.iter().find(|token| token.kind == Kind::Word && holds(token.text, b':'));
        return Err(colon.map_or(Reason::NoAt, |token| of_colon(token.text)));
    };
    let (before, after) = cut(tokens, at);
    local(before, &mut out.local)?;
    domain(after, platform, &mut out.domain)
}

/// What a colon outside quotes means.
fn of_colon(word: &str) -> Reason {
    match () {
        () if after(word, "mailto:").or_else(|| after(word, "smtp:")).is_some() => Reason::Mailto,
        () if crate::text::find(word, "://").is_some() => Reason::NoAt,
        () => Reason::Group,
    }
}

/// What is wrong with a second word where one belongs.
fn second(tokens: &[Token<'_>]) -> Result<(), Reason> {
    let Some(token) = tokens.get(1) else { return Ok(()) };
    let char = first(token);
    Err(Reason::Unexpected(if token.parted && !is_hidden(char) { ' ' } else { char }))
}

fn first(token: &Token<'_>) -> char {
    match token.kind {
        Kind::Quoted => '"',
        _ => token.text.chars().next().unwrap_or_default(),
    }
}

fn local(tokens: &[Token<'_>], out: &mut String) -> Result<(), Reason> {
    let token = tokens.first().ok_or(Reason::NoLocal)?;
    if token.kind == Kind::Word && tokens.len() == 1 && is_simple(token.text) {
        out.push_str(token.text);
        return Ok(());
    }
    match token.kind {
        Kind::Quoted => {
            if let Some(char) = token.text.chars().find(|&char| is_hidden(char)) {
                return Err(Reason::Unexpected(char));
            }
            unescape(token.text, out);
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
        if !are_atoms(token.text, b'.') {
            return Err(Reason::Dots);
        }
        out.push_str(token.text);
    }
    Ok(())
}

fn domain(tokens: &[Token<'_>], platform: &impl Platform, out: &mut String) -> Result<(), Reason> {
    let token = tokens.first().ok_or(Reason::NoDomain)?;
    let text = token.text;
    if token.kind == Kind::Word && tokens.len() == 1 && text.len() <= LABEL_BYTES_MAX && is_simple(text) {
        out.push_str(text);
        return Ok(());
    }
    if token.kind != Kind::Word {
        return Err(Reason::Unexpected(first(token)));
    }
    if let Some(literal) = text.strip_prefix('[') {
        second(tokens)?;
        if !literal.strip_suffix(']').is_some_and(is_ip_literal) {
            return Err(Reason::Literal);
        }
        out.push_str(text);
        return Ok(());
    }
    let strange = |char: char| match char {
        '\0'..='\x7F' => !is_domain_byte(char as u8),
        _ => is_hidden(char) || is_typographic(char),
    };
    if let Some(char) = text.chars().find(|&char| strange(char)) {
        return Err(Reason::Unexpected(char));
    }
    second(tokens)?;
    *out = ascii(text, platform).ok_or(Reason::Idn)?;
    if split(out, b'.').any(str::is_empty) {
        return Err(Reason::Dots);
    }
    if is_domain(out) { Ok(()) } else { Err(Reason::Label) }
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
