//! Mailboxes and lists of them, per RFC 5322 with the limits of Mailgun's own parser (mailgun/flanker, addresslib). One pass
//! from left to right, linear in time, bounded in depth. What goes out is [`Mailbox`]'s `Display`, never the caller's text.
//!
//! It does not know DNS: the one thing it asks the platform is the ASCII form of an international domain.

use std::borrow::Cow;
use std::fmt;

use crate::platform::Platform;
use crate::text::{control, excerpt, name_of};

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
            Reason::Group => "a single address, since Mailgun takes no groups",
            Reason::Several => "one address",
        };
        write!(f, "expected {expected}, found \"{}\"", self.text)
    }
}

impl std::error::Error for AddressError {}

impl AddressError {
    /// Whether a control character is the reason.
    #[must_use]
    pub fn is_control(&self) -> bool {
        matches!(self.reason, Reason::Control(_))
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
        if let Some((_, char)) = name.and_then(control) {
            return Err(AddressError {
                reason: Reason::Control(char),
                text: excerpt(name.unwrap_or_default()),
            });
        }
        let mut mailbox = Self::parse_plain(address, platform)?;
        mailbox.name = name.and_then(squeeze);
        Ok(mailbox)
    }

    /// Reads a plain address, without a name or angle brackets.
    ///
    /// # Errors
    /// Says what was expected and what was found.
    pub fn parse_plain(address: &str, platform: &impl Platform) -> Result<Self, AddressError> {
        if let Some((_, char)) = control(address) {
            return Err(AddressError { reason: Reason::Control(char), text: excerpt(address) });
        }
        Entry::new(address.trim(), platform).plain(address.trim())
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
    if let Some((_, char)) = control(text) {
        return vec![Err(AddressError { reason: Reason::Control(char), text: excerpt(text) })];
    }
    split(text)
        .map(|piece| match piece {
            Ok(piece) => Entry::new(piece, platform).read(),
            Err((reason, piece)) => Err(AddressError { reason, text: excerpt(piece) }),
        })
        .collect()
}

/// Cuts a list at the commas and semicolons that stand outside quotes, comments, brackets and angle brackets.
fn split(text: &str) -> impl Iterator<Item = Result<&str, (Reason, &str)>> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        loop {
            let current = rest?;
            let (piece, tail) = match scan(current) {
                Ok(at) => match current.split_at_checked(at) {
                    Some((piece, tail)) => (Ok(piece.trim()), tail.get(1..)),
                    None => (Ok(current.trim()), None),
                },
                Err(reason) => (Err((reason, current.trim())), None),
            };
            rest = tail;
            if !matches!(piece, Ok("")) {
                return Some(piece);
            }
        }
    })
}

/// The byte at which the first entry ends.
fn scan(text: &str) -> Result<usize, Reason> {
    let mut chars = text.char_indices();
    let mut depth = 0_usize;
    let (mut quoted, mut angle, mut literal) = (false, false, false);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' if quoted || depth > 0 => {
                chars.next();
            }
            '"' if depth == 0 => quoted = !quoted,
            _ if quoted => {}
            '(' if depth == COMMENT_DEPTH_MAX => return Err(Reason::CommentDepth),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '[' if angle || follows_at(text, at) => literal = true,
            ']' => literal = false,
            _ if literal => {}
            '<' => angle = true,
            '>' => angle = false,
            ',' | ';' if !angle => return Ok(at),
            _ => {}
        }
    }
    match () {
        () if quoted => Err(Reason::Quote),
        () if depth > 0 => Err(Reason::Comment),
        () if angle => Err(Reason::Angle),
        () => Ok(text.len()),
    }
}

fn follows_at(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.trim_end().ends_with('@'))
}

/// One entry of a list, its brackets and quotes known to be closed.
struct Entry<'t, P> {
    text: &'t str,
    platform: &'t P,
}

impl<'t, P: Platform> Entry<'t, P> {
    fn new(text: &'t str, platform: &'t P) -> Self {
        Self { text, platform }
    }

    fn fail<T>(&self, reason: Reason) -> Result<T, AddressError> {
        Err(AddressError { reason, text: excerpt(self.text) })
    }

    fn read(&self) -> Result<Mailbox, AddressError> {
        if self.text.chars().nth(ADDRESS_CHARS_MAX).is_some() {
            return self.fail(Reason::Long);
        }
        let Some((before, inside)) = self.angle()? else { return self.plain(self.text) };
        let name = self.name(before)?;
        let mut mailbox = self.plain(inside.trim())?;
        mailbox.name = name;
        Ok(mailbox)
    }

    /// The text before `<` and the text between `<` and `>`, where there is a `<` outside quotes and comments.
    fn angle(&self) -> Result<Option<(&'t str, &'t str)>, AddressError> {
        let Some(open) = outside(self.text, |char| char == '<') else { return Ok(None) };
        let (before, tail) = self.text.split_at_checked(open).unwrap_or((self.text, ""));
        let tail = tail.get(1..).unwrap_or_default();
        let Some(close) = outside(tail, |char| char == '>') else { return self.fail(Reason::Angle) };
        let (inside, after) = tail.split_at_checked(close).unwrap_or((tail, ""));
        let after = after.get(1..).unwrap_or_default();
        match self.without_comments(after)?.trim() {
            "" => Ok(Some((before, inside))),
            after if after.contains('@') => self.fail(Reason::TwoAddresses),
            _ => self.fail(Reason::AfterAngle),
        }
    }

    /// A display name: words and quoted words, or free text. Brackets and comments in free text are kept, as text.
    fn name(&self, text: &str) -> Result<Option<String>, AddressError> {
        let mut out = String::new();
        let mut chars = text.chars();
        while let Some(char) = chars.next() {
            match char {
                '"' => unquote(&mut chars, &mut out),
                '>' => return self.fail(Reason::TwoAddresses),
                char => out.push(char),
            }
        }
        Ok(squeeze(&out))
    }

    /// An address without name or angle brackets; comments may stand around it.
    fn plain(&self, text: &str) -> Result<Mailbox, AddressError> {
        let text = self.without_comments(text)?;
        let text = text.trim();
        if text.is_empty() {
            return self.fail(Reason::Empty);
        }
        let (local, domain) = self.cut(text)?;
        Ok(Mailbox { name: None, local: self.local(local)?, domain: self.domain(domain)? })
    }

    /// Cuts at the `@` outside quotes.
    fn cut<'a>(&self, text: &'a str) -> Result<(&'a str, &'a str), AddressError> {
        let Some(at) = outside(text, |char| char == '@') else {
            return self.fail(if text.contains(':') { Reason::Group } else { Reason::NoAt });
        };
        let (local, domain) = text.split_at_checked(at).unwrap_or((text, ""));
        let domain = domain.get(1..).unwrap_or_default();
        if local.trim().is_empty() {
            return self.fail(Reason::NoLocal);
        }
        if domain.trim().is_empty() {
            return self.fail(Reason::NoDomain);
        }
        Ok((local.trim_end(), domain.trim_start()))
    }

    fn local(&self, text: &str) -> Result<String, AddressError> {
        if let Some(rest) = text.strip_prefix('"') {
            let mut out = String::new();
            let mut chars = rest.chars();
            unquote(&mut chars, &mut out);
            return match chars.next() {
                Some(char) => self.fail(Reason::Unexpected(char)),
                None if out.is_empty() => self.fail(Reason::NoLocal),
                None => Ok(out),
            };
        }
        match text.chars().find(|&char| !is_atom_char(char) && char != '.') {
            Some(':') => self.fail(Reason::Group),
            Some(char) => self.fail(Reason::Unexpected(char)),
            None if !is_dot_atom(text) => self.fail(Reason::Dots),
            None => Ok(text.to_owned()),
        }
    }

    fn domain(&self, text: &str) -> Result<String, AddressError> {
        if let Some(literal) = text.strip_prefix('[') {
            return match literal.strip_suffix(']') {
                Some(inside) if is_ip_literal(inside) => Ok(text.to_owned()),
                _ => self.fail(Reason::Literal),
            };
        }
        if let Some(char) = text.chars().find(|&char| char.is_ascii() && !is_domain_byte(char as u8)) {
            return self.fail(Reason::Unexpected(char));
        }
        if text.is_ascii() {
            return self.ascii_domain(text).map(str::to_owned);
        }
        match self.platform.domain_to_ascii(text) {
            Some(ascii) => self.ascii_domain(&ascii).map(str::to_owned),
            None => self.fail(Reason::Idn),
        }
    }

    fn ascii_domain<'a>(&self, text: &'a str) -> Result<&'a str, AddressError> {
        if text.split('.').any(str::is_empty) {
            return self.fail(Reason::Dots);
        }
        if is_domain(text) { Ok(text) } else { self.fail(Reason::Label) }
    }

    /// The text with its comments replaced by nothing; quoted parts stay as they are.
    fn without_comments<'a>(&self, text: &'a str) -> Result<Cow<'a, str>, AddressError> {
        if !text.contains(['(', ')']) {
            return Ok(Cow::Borrowed(text));
        }
        let mut out = String::with_capacity(text.len());
        let mut chars = text.chars();
        let (mut depth, mut quoted) = (0_usize, false);
        while let Some(char) = chars.next() {
            match char {
                '\\' if depth > 0 => {
                    chars.next();
                }
                '\\' if quoted => {
                    out.push(char);
                    out.extend(chars.next());
                }
                '(' if !quoted && depth == COMMENT_DEPTH_MAX => return self.fail(Reason::CommentDepth),
                '(' if !quoted => {
                    depth += 1;
                    // A comment separates: `user@good.com(x)evil.com` is two words, not one domain.
                    out.push(' ');
                }
                ')' if !quoted && depth == 0 => return self.fail(Reason::Unexpected(')')),
                ')' if !quoted => depth -= 1,
                _ if depth > 0 => {}
                char => {
                    quoted ^= char == '"';
                    out.push(char);
                }
            }
        }
        if depth > 0 { self.fail(Reason::Comment) } else { Ok(Cow::Owned(out)) }
    }
}

/// The byte of the first character outside quotes and comments that fits.
fn outside(text: &str, fits: impl Fn(char) -> bool) -> Option<usize> {
    let mut chars = text.char_indices();
    let (mut depth, mut quoted) = (0_usize, false);
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' if quoted || depth > 0 => {
                chars.next();
            }
            '"' if depth == 0 => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            char if !quoted && depth == 0 && fits(char) => return Some(at),
            _ => {}
        }
    }
    None
}

/// Reads the rest of a quoted string, its opening quote consumed.
fn unquote(chars: &mut std::str::Chars<'_>, out: &mut String) {
    while let Some(char) = chars.next() {
        match char {
            '"' => return,
            '\\' => out.extend(chars.next()),
            char => out.push(char),
        }
    }
}

/// A name with single spaces between its words; `None` where nothing is left.
fn squeeze(name: &str) -> Option<String> {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
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
        char => !char.is_ascii() && !char.is_control() && !char.is_whitespace(),
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
