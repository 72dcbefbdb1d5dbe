//! Mailboxes and lists of them, per RFC 5322 with the limits of Mailgun's own parser (mailgun/flanker, addresslib). One lexer
//! reads a list once, from left to right; whatever cuts, unquotes or drops a comment does so by its tokens, so no two parts can
//! disagree on where an address begins. Linear in time, bounded in depth. What goes out is [`Mailbox`]'s `Display`, never the
//! caller's text. Where it differs from flanker, and why: `docs/addresses.md`.
//!
//! It does not know DNS: the one thing it asks the platform is the ASCII form of an international domain.

use std::borrow::Cow;
use std::fmt;

use crate::platform::Platform;
use crate::text::{control, excerpt, invisible, name_of};

/// The longest address that Mailgun's parser takes, in characters (mailgun/flanker, addresslib/address.py, MAX_ADDRESS_LENGTH).
pub const ADDRESS_CHARS_MAX: usize = 1024;

/// The deepest nesting of comments. RFC 5322 sets none; a bound keeps a hostile text from costing a stack.
pub const COMMENT_DEPTH_MAX: usize = 8;

/// The longest label and name of a domain, in bytes (RFC 1035, 2.3.4).
const LABEL_BYTES_MAX: usize = 63;
const DOMAIN_BYTES_MAX: usize = 253;

/// A display name and an address.
///
/// ```
/// use mailgun_edge::address::Mailbox;
/// use mailgun_edge::platform::Fixed;
///
/// let mailbox = Mailbox::parse("Smith <eve@host.com>", &Fixed::default()).unwrap();
/// assert_eq!(mailbox.to_string(), "Smith <eve@host.com>");
///
/// let refused = Mailbox::parse("eve@", &Fixed::default()).unwrap_err();
/// assert_eq!(refused.to_string(), "expected a domain after '@', found \"eve@\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The display name, unquoted; never empty.
    pub name: Option<String>,
    /// What stands before the `@`, unquoted.
    pub local: String,
    /// What stands after it, in ASCII; or a literal such as `[192.0.2.1]`.
    pub domain: String,
}

/// Why a text is not a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressError {
    reason: Reason,
    /// An excerpt of the text.
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Empty,
    NoAt,
    NoLocal,
    NoDomain,
    Control(char),
    Unexpected(char),
    Quote,
    Comment,
    CommentDepth,
    Angle,
    AfterAngle,
    TwoAddresses,
    Dots,
    Label,
    Literal,
    Idn,
    Long,
    Direction(char),
    Encoded,
    Mailto,
    Group,
    Several,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = match self.reason {
            Reason::Empty => return f.write_str("expected an address, found nothing"),
            Reason::Control(char) => {
                return write!(
                    f,
                    "expected no control character, found {} in \"{}\"",
                    name_of(char),
                    self.text
                );
            }
            Reason::Unexpected(char) => {
                return write!(
                    f,
                    "expected an address such as bob@example.com, found {} in \"{}\"",
                    name_of(char),
                    self.text
                );
            }
            Reason::Direction(char) => {
                return write!(
                    f,
                    "expected no control of writing direction, found {} in \"{}\"",
                    name_of(char),
                    self.text
                );
            }
            Reason::NoAt => "an address such as bob@example.com",
            Reason::NoLocal => "a name before '@'",
            Reason::NoDomain => "a domain after '@'",
            Reason::Quote => "a closing '\"'",
            Reason::Comment => "a closing ')'",
            Reason::CommentDepth => "comments nested at most 8 deep",
            Reason::Angle => "a closing '>'",
            Reason::AfterAngle => "nothing after '>'",
            Reason::TwoAddresses => "a comma between two addresses",
            Reason::Dots => "single dots between letters",
            Reason::Label => "a domain of letters, digits and hyphens",
            Reason::Literal => "an IP address between '[' and ']'",
            Reason::Idn => "a domain that IDNA allows",
            Reason::Long => "at most 1024 characters",
            Reason::Encoded => "no line end or NUL in an encoded word",
            Reason::Mailto => "an address without \"mailto:\"",
            Reason::Group => "a single address, since Mailgun takes no groups",
            Reason::Several => "one address",
        };
        write!(f, "expected {expected}, found \"{}\"", self.text)
    }
}

impl std::error::Error for AddressError {}

impl AddressError {
    /// Whether a control character is the reason, plain or in an encoded word.
    #[must_use]
    pub fn is_control(&self) -> bool {
        matches!(self.reason, Reason::Control(_) | Reason::Encoded)
    }

    /// Whether it is only that there is no `@`.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.reason == Reason::NoAt
    }

    /// What to do about it, where there is more to say.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self.reason {
            Reason::NoAt => Some(
                "a comma separates addresses: quote a name that holds one, as in \"Smith, Eve\" <eve@host.com>",
            ),
            Reason::Group => Some("list the members of the group"),
            Reason::TwoAddresses => Some("separate addresses with a comma, or quote the name"),
            _ => None,
        }
    }
}

impl Mailbox {
    /// Reads one mailbox: `bob@host.com`, `Bob <bob@host.com>`, `"Smith, Bob" <bob@host.com>`.
    ///
    /// # Errors
    /// Says what was expected and what was found.
    pub fn parse(text: &str, platform: &impl Platform) -> Result<Self, AddressError> {
        let mut list = parse_list(text, platform);
        let error = |reason| AddressError { reason, text: excerpt(text) };
        match (list.pop(), list.pop()) {
            (None, _) => Err(error(Reason::Empty)),
            (Some(one), None) => one,
            (Some(_), Some(_)) => Err(error(Reason::Several)),
        }
    }

    /// A mailbox of a name and a plain address given apart. Any text is a name, controls excepted.
    ///
    /// # Errors
    /// Says what was expected and what was found.
    pub fn new(name: Option<&str>, address: &str, platform: &impl Platform) -> Result<Self, AddressError> {
        let name = match name {
            Some(name) => clean_name(name).map_err(|reason| AddressError { reason, text: excerpt(name) })?,
            None => None,
        };
        Ok(Self { name, ..Self::parse_plain(address, platform)? })
    }

    /// Reads a plain address, without a name or angle brackets.
    ///
    /// # Errors
    /// Says what was expected and what was found.
    pub fn parse_plain(address: &str, platform: &impl Platform) -> Result<Self, AddressError> {
        let address = trim(address);
        let mut lexer = Lexer::new(address);
        let lexed = lexer.entry(false);
        let plain = match control(address) {
            Some((_, char)) => Err(Reason::Control(char)),
            None => lexed.and_then(|()| short(address)).and_then(|()| spec(&lexer.tokens, platform)),
        };
        plain.map_err(|reason| AddressError { reason, text: excerpt(address) })
    }

    /// The plain address: `bob@host.com`, the local part quoted where it must be.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}@{}", self.local_text(), self.domain)
    }

    /// What tells whether two recipients are the same: the domain's case does not matter, the local part's does.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}@{}", self.local, self.domain.to_ascii_lowercase())
    }

    fn local_text(&self) -> Cow<'_, str> {
        if is_dot_atom(&self.local) { Cow::Borrowed(&self.local) } else { Cow::Owned(quote(&self.local)) }
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            None => write!(f, "{}@{}", self.local_text(), self.domain),
            Some(name) if is_phrase(name) => write!(f, "{name} <{}@{}>", self.local_text(), self.domain),
            Some(name) => write!(f, "{} <{}@{}>", quote(name), self.local_text(), self.domain),
        }
    }
}

/// Reads a list: commas and semicolons separate, empty entries are skipped, as Mailgun does.
///
/// ```
/// use mailgun_edge::address::parse_list;
/// use mailgun_edge::platform::Fixed;
///
/// let list = parse_list("\"Smith, Bob\" <b@host.com>, , eve@host.com; x", &Fixed::default());
/// assert_eq!(list.len(), 3);
/// assert!(list[0].is_ok() && list[1].is_ok() && list[2].is_err());
/// ```
pub fn parse_list(text: &str, platform: &impl Platform) -> Vec<Result<Mailbox, AddressError>> {
    let text = trim(text);
    let mut lexer = Lexer::new(text);
    let mut list = Vec::new();
    while lexer.at < text.len() {
        let start = lexer.at;
        let lexed = lexer.entry(true);
        let entry = text.get(start..lexer.at).unwrap_or_default().trim_matches([' ', '\t']);
        // The separator.
        lexer.at += 1;
        let mailbox = match control(entry) {
            Some((_, char)) => Err(Reason::Control(char)),
            None if trim(entry).is_empty() => continue,
            None => lexed.and_then(|()| short(entry)).and_then(|()| mailbox(&lexer.tokens, platform)),
        };
        list.push(mailbox.map_err(|reason| AddressError { reason, text: excerpt(entry) }));
    }
    list
}

/// A piece of an entry. White space and comments are no tokens: they part them.
struct Token<'t> {
    kind: Kind,
    /// As it was written; of a quoted string, what stands between the quotes.
    text: &'t str,
    /// Whether white space or a comment stands before it.
    parted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A run of anything that is not another token.
    Word,
    /// `"..."`
    Quoted,
    /// `@`
    At,
    /// `<`
    Open,
    /// `>`
    Close,
}

struct Lexer<'t> {
    text: &'t str,
    /// The byte to read next.
    at: usize,
    /// Of the present entry.
    tokens: Vec<Token<'t>>,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, tokens: Vec::new() }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Reads up to the comma or semicolon that ends the entry, where those `separate`, or to the end of the text. After an
    /// unclosed quote or comment there is no telling what was meant: the rest of the text belongs to the entry.
    fn entry(&mut self, separate: bool) -> Result<(), Reason> {
        self.tokens.clear();
        let (mut parted, mut angle) = (false, false);
        while let Some(byte) = self.byte() {
            let start = self.at;
            let mut inside = None;
            let kind = match byte {
                b' ' | b'\t' => {
                    self.at += 1;
                    parted = true;
                    continue;
                }
                b'(' => {
                    self.comment()?;
                    parted = true;
                    continue;
                }
                b',' | b';' if separate => break,
                b'"' => {
                    self.quoted()?;
                    inside = self.text.get(start + 1..self.at - 1);
                    Kind::Quoted
                }
                b'@' => self.sign(Kind::At),
                b'<' => {
                    angle = true;
                    self.sign(Kind::Open)
                }
                b'>' => {
                    angle = false;
                    self.sign(Kind::Close)
                }
                _ => {
                    self.word(separate);
                    Kind::Word
                }
            };
            // Each token is a character at least: an entry of more is too long, and need not be kept whole.
            if self.tokens.len() <= ADDRESS_CHARS_MAX {
                let text = inside.or_else(|| self.text.get(start..self.at)).unwrap_or_default();
                self.tokens.push(Token { kind, text, parted });
            }
            parted = false;
        }
        if angle { Err(Reason::Angle) } else { Ok(()) }
    }

    fn sign(&mut self, kind: Kind) -> Kind {
        self.at += 1;
        kind
    }

    fn word(&mut self, separate: bool) {
        while let Some(byte) = self.byte() {
            match byte {
                b' ' | b'\t' | b'(' | b'"' | b'@' | b'<' | b'>' => return,
                b',' | b';' if separate => return,
                _ => self.at += 1,
            }
        }
    }

    fn quoted(&mut self) -> Result<(), Reason> {
        self.at += 1;
        while let Some(byte) = self.byte() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                return Ok(());
            }
        }
        self.at = self.text.len();
        Err(Reason::Quote)
    }

    fn comment(&mut self) -> Result<(), Reason> {
        let mut depth = 0;
        while let Some(byte) = self.byte() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            match byte {
                b'(' if depth == COMMENT_DEPTH_MAX => {
                    self.at = self.text.len();
                    return Err(Reason::CommentDepth);
                }
                b'(' => depth += 1,
                b')' if depth == 1 => return Ok(()),
                b')' => depth -= 1,
                _ => {}
            }
        }
        self.at = self.text.len();
        Err(Reason::Comment)
    }
}

fn short(entry: &str) -> Result<(), Reason> {
    let long = entry.len() > ADDRESS_CHARS_MAX && entry.chars().nth(ADDRESS_CHARS_MAX).is_some();
    if long { Err(Reason::Long) } else { Ok(()) }
}

fn find(tokens: &[Token<'_>], kind: Kind) -> Option<usize> {
    tokens.iter().position(|token| token.kind == kind)
}

/// The tokens before the one at `index`, and those after it.
fn cut<'a, 't>(tokens: &'a [Token<'t>], index: usize) -> (&'a [Token<'t>], &'a [Token<'t>]) {
    (tokens.get(..index).unwrap_or_default(), tokens.get(index + 1..).unwrap_or_default())
}

/// An address, or a name and an address between angle brackets.
fn mailbox(tokens: &[Token<'_>], platform: &impl Platform) -> Result<Mailbox, Reason> {
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
fn spec(tokens: &[Token<'_>], platform: &impl Platform) -> Result<Mailbox, Reason> {
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
fn of_colon(word: &str) -> Reason {
    match () {
        () if word.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:")) => Reason::Mailto,
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

fn local(tokens: &[Token<'_>]) -> Result<String, Reason> {
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
        if !is_dot_atom(token.text) {
            return Err(Reason::Dots);
        }
        out.push_str(token.text);
    }
    Ok(out)
}

/// Whether a text is letters, digits and single dots between them, which nearly every local part and domain is: they are told
/// in one pass, since a list can have many.
fn is_simple(text: &str) -> bool {
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

fn domain(tokens: &[Token<'_>], platform: &impl Platform) -> Result<String, Reason> {
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
    let strange = |char: char| if char.is_ascii() { !is_domain_byte(char as u8) } else { is_hidden(char) };
    if let Some(char) = text.chars().find(|&char| strange(char)) {
        return Err(Reason::Unexpected(char));
    }
    second(tokens)?;
    let ascii =
        if text.is_ascii() { text.to_owned() } else { platform.domain_to_ascii(text).ok_or(Reason::Idn)? };
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

/// Without the white space around it, controls but TAB excepted. Within a text a no-break space is no white space: there it would
/// make another address.
fn trim(text: &str) -> &str {
    text.trim_matches(|char: char| char == '\t' || (char.is_whitespace() && !char.is_control()))
}

/// A name on one line, with single spaces between its words; `None` where nothing is left. Between words the ideographic and
/// no-break spaces stay; line and paragraph separators, which are ends of a line to some mail software, become spaces.
fn clean_name(name: &str) -> Result<Option<String>, Reason> {
    if let Some((_, char)) = control(name) {
        return Err(Reason::Control(char));
    }
    let mut out = String::with_capacity(name.len());
    for word in name.split([' ', '\t', '\u{2028}', '\u{2029}']) {
        if !word.is_empty() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    let out = out.trim();
    match out.chars().find(|&char| is_stateful(char)) {
        Some(char) => Err(Reason::Direction(char)),
        None if hides_line(out) => Err(Reason::Encoded),
        None => Ok((!out.is_empty()).then(|| out.to_owned())),
    }
}

/// Whether an encoded word (RFC 2047: `=?charset?encoding?text?=`) holds a line end or NUL. Encoded words are names like any
/// other here, but flanker decodes them and writes the name anew: what they hide could become a header.
fn hides_line(name: &str) -> bool {
    let mut rest = name;
    while let Some(tail) = crate::text::find(rest, "=?").and_then(|at| rest.get(at + 2..)) {
        let mut fields = tail.splitn(4, '?').skip(1);
        let (encoding, text) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        if match encoding {
            "q" | "Q" => text
                .split('=')
                .skip(1)
                .any(|hex| matches!(hex.get(..2), Some("00" | "0A" | "0a" | "0D" | "0d"))),
            "b" | "B" => base64_hides_line(text),
            _ => false,
        } {
            return true;
        }
        rest = tail;
    }
    false
}

fn base64_hides_line(text: &str) -> bool {
    let (mut bits, mut count) = (0_u32, 0_u32);
    text.bytes().any(|byte| {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return false,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count < 8 {
            return false;
        }
        count -= 8;
        matches!(bits >> count & 0xFF, 0 | 10 | 13)
    })
}

/// The controls of writing direction that reach past a name into what a mail reader shows after it (UTS 39, 3.3.3: none of
/// them in the name of an address). LRM, RLM and ALM do not.
const fn is_stateful(char: char) -> bool {
    matches!(char, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What an address never holds though RFC 6532 allows it: spaces and characters that do not show. `bob@host.com` with one of
/// them is another mailbox than the one that is seen.
fn is_hidden(char: char) -> bool {
    !char.is_ascii() && (char.is_whitespace() || invisible(char))
}

fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for char in text.chars() {
        if matches!(char, '"' | '\\') {
            out.push('\\');
        }
        out.push(char);
    }
    out.push('"');
    out
}

/// `atext` of RFC 5322, 3.2.3, and with RFC 6532, 3.2 everything above ASCII.
fn is_atom_char(char: char) -> bool {
    match char {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '!' | '#' | '$' | '%' | '&' | '\'' | '*' | '+' | '-' | '/' | '=' | '?' | '^' | '_' | '`' | '{'
        | '|' | '}' | '~' => true,
        char => !char.is_ascii() && !char.is_control() && !is_hidden(char),
    }
}

fn is_dot_atom(text: &str) -> bool {
    text.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom_char))
}

/// Atoms with single spaces between them: a name that needs no quotes.
fn is_phrase(name: &str) -> bool {
    name.split(' ').all(|word| !word.is_empty() && word.chars().all(is_atom_char))
}

/// Letters, digits, hyphens, dots; the underscore too, which some hosts have.
const fn is_domain_byte(byte: u8) -> bool {
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
    text.len() <= DOMAIN_BYTES_MAX && text.split('.').all(label)
}

/// Whether a text is what may stand in an address literal (RFC 5321, 4.1.3).
fn is_ip_literal(text: &str) -> bool {
    match text.get(..5) {
        Some(tag) if tag.eq_ignore_ascii_case("IPv6:") => {
            text.get(5..).is_some_and(|ip| ip.parse::<std::net::Ipv6Addr>().is_ok())
        }
        _ => text.parse::<std::net::Ipv4Addr>().is_ok(),
    }
}
