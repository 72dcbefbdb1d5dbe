//! Mailboxes and lists of them, per RFC 5322 with the limits of Mailgun's own parser (mailgun/flanker, addresslib). One lexer
//! reads a list once, from left to right; whatever cuts, unquotes or drops a comment does so by its tokens, so no two parts can
//! disagree on where an address begins. Linear in time, bounded in depth. What goes out is [`Mailbox`]'s `Display`, never the
//! caller's text. Where it differs from flanker, and why: `docs/addresses.md`.
//!
//! It does not know DNS: the one thing it asks the platform is the ASCII form of an international domain.

mod chars;
mod error;
mod grammar;
mod lexer;
mod name;
mod plain;

use std::fmt;

use chars::{are_atoms, quote, trim, typographic_end};
pub(crate) use chars::{ascii, is_domain};
pub use error::AddressError;
use error::Reason;
use lexer::{Lexer, short};
use name::clean_name;
pub(crate) use plain::plain;

use crate::platform::Platform;
use crate::text::{control, trim_by};

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
impl Mailbox {
    /// Reads one mailbox: `bob@host.com`, `Bob <bob@host.com>`, `"Smith, Bob" <bob@host.com>`.
    ///
    /// # Errors
    /// Says what was expected and what was found.
    pub fn parse(text: &str, platform: &impl Platform) -> Result<Self, AddressError> {
        let mut list = entries(text, platform);
        match (list.next(), list.next()) {
            (None, _) => Err(AddressError::new(Reason::Empty, text)),
            (Some(one), None) => one.mailbox(platform),
            (Some(_), Some(_)) => Err(AddressError::new(Reason::Several, text)),
        }
    }

    /// A mailbox of a name and a plain address given apart. Any text is a name, but for controls and for what hides or turns the
    /// text after it.
    ///
    /// ```
    /// use mailgun_edge::{address::Mailbox, platform::Fixed};
    /// let mailbox = Mailbox::new(Some("Smith, Eve"), "eve@example.com", &Fixed::default()).unwrap();
    /// assert_eq!(mailbox.to_string(), "\"Smith, Eve\" <eve@example.com>");
    /// assert!(Mailbox::new(None, "Eve <eve@example.com>", &Fixed::default()).is_err());
    /// ```
    ///
    /// # Errors
    /// Says what was expected and what was found.
    pub fn new(name: Option<&str>, address: &str, platform: &impl Platform) -> Result<Self, AddressError> {
        let name = match name {
            Some(name) => clean_name(name).map_err(|reason| AddressError::new(reason, name))?,
            None => None,
        };
        // As long as the two may be in one text.
        let chars = |text: &str| text.bytes().filter(|byte| !matches!(byte, 0x80..0xC0)).count();
        if chars(name.as_deref().unwrap_or_default()) + chars(address) > ADDRESS_CHARS_MAX {
            return Err(AddressError::new(Reason::Long, address));
        }
        Ok(Self { name, ..Self::parse_plain(address, platform)? })
    }

    /// Reads a plain address, without a name or angle brackets.
    ///
    /// ```
    /// use mailgun_edge::{address::Mailbox, platform::Fixed};
    /// assert_eq!(Mailbox::parse_plain("eve@Example.com", &Fixed::default()).unwrap().key(), "eve@example.com");
    /// assert!(Mailbox::parse_plain("<eve@example.com>", &Fixed::default()).is_err());
    /// ```
    ///
    /// # Errors
    /// Says what was expected and what was found.
    pub fn parse_plain(address: &str, platform: &impl Platform) -> Result<Self, AddressError> {
        Self::read(address, false, platform)
    }

    /// Reads a mailbox where it is `listed`, else a plain address.
    fn read(text: &str, listed: bool, platform: &impl Platform) -> Result<Self, AddressError> {
        let text = trim(text);
        entry(&mut Lexer::new(text), listed, platform)
            .unwrap_or_else(|| Err(AddressError::new(Reason::Empty, text)))
    }

    /// The plain address: `bob@host.com`, the local part quoted where it must be.
    #[must_use]
    pub fn address(&self) -> String {
        let mut out = String::with_capacity(self.local.len() + self.domain.len() + 1);
        self.push_address(&mut out);
        out
    }

    /// What tells whether two recipients are the same: the domain's case does not matter, the local part's does.
    #[must_use]
    pub fn key(&self) -> String {
        let mut out = String::with_capacity(self.local.len() + self.domain.len() + 1);
        out.push_str(&self.local);
        out.push('@');
        out.push_str(&self.domain);
        if let Some(domain) = out.get_mut(self.local.len() + 1..) {
            domain.make_ascii_lowercase();
        }
        out
    }

    fn push_address(&self, out: &mut String) {
        if are_atoms(&self.local, b'.') && typographic_end(&self.local).is_none() {
            out.push_str(&self.local);
        } else {
            quote(&self.local, out);
        }
        out.push('@');
        out.push_str(&self.domain);
    }

    /// Writes the mailbox as it goes out. (A thousand of them by `Display` take three times as long.)
    pub(crate) fn push_to(&self, out: &mut String) {
        let Some(name) = &self.name else { return self.push_address(out) };
        if are_atoms(name, b' ') {
            out.push_str(name);
        } else {
            quote(name, out);
        }
        out.push_str(" <");
        self.push_address(out);
        out.push('>');
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        self.push_to(&mut out);
        f.write_str(&out)
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
    entries(text, platform).map(|entry| entry.mailbox(platform)).collect()
}

/// One entry of a list.
pub(crate) enum Entry<'t> {
    /// Of the plain form: how it goes out, and its address.
    Plain(&'t str, &'t str),
    /// Of another.
    Read(Result<Mailbox, AddressError>),
}

impl Entry<'_> {
    pub(crate) const fn is_wrong(&self) -> bool {
        matches!(self, Self::Read(Err(_)))
    }

    fn mailbox(self, platform: &impl Platform) -> Result<Mailbox, AddressError> {
        match self {
            Self::Plain(text, _) => Mailbox::read(text, true, platform),
            Self::Read(mailbox) => mailbox,
        }
    }
}

/// The entries of a list, one at a time: a list can have half a million wrong ones.
pub(crate) fn entries<'t>(text: &'t str, platform: &impl Platform) -> impl Iterator<Item = Entry<'t>> {
    let mut lexer = Lexer::new(trim(text));
    std::iter::from_fn(move || {
        while let Some(byte) = lexer.byte() {
            // Empty entries, of which a list can be made.
            if matches!(byte, b',' | b';' | b' ' | b'\t') {
                lexer.at += 1;
                continue;
            }
            let read = plain_entry(&mut lexer).or_else(|| entry(&mut lexer, true, platform).map(Entry::Read));
            if read.is_some() {
                return read;
            }
        }
        None
    })
}

/// Reads the next entry of a list and the separator after it; or the whole text as a plain address, where it is not `listed`. `None`
/// where it is empty.
fn entry(
    lexer: &mut Lexer<'_>,
    listed: bool,
    platform: &impl Platform,
) -> Option<Result<Mailbox, AddressError>> {
    let start = lexer.at;
    let lexed = lexer.entry(listed);
    let entry = lexer.text.get(start..lexer.at).unwrap_or_default();
    let entry = trim_by(entry, |char| matches!(char, ' ' | '\t'));
    lexer.at += 1;
    let mut mailbox = Mailbox { name: None, local: String::new(), domain: String::new() };
    let read = match control(entry) {
        Some((_, char)) => Err(Reason::Control(char)),
        None if trim(entry).is_empty() => return None,
        None => lexed
            .and_then(|()| short(entry))
            .and_then(|()| grammar::mailbox(&lexer.tokens, listed, platform, &mut mailbox)),
    };
    Some(match read {
        Ok(()) => Ok(mailbox),
        Err(reason) => Err(AddressError::new(reason, entry)),
    })
}

/// The same, of an entry of the plain form; `None`, and nothing read, where it has another. In that form nothing hides a separator.
fn plain_entry<'t>(lexer: &mut Lexer<'t>) -> Option<Entry<'t>> {
    let rest = lexer.text.get(lexer.at..)?;
    let length = rest.bytes().position(|byte| matches!(byte, b',' | b';')).unwrap_or(rest.len());
    let entry = trim_by(rest.get(..length)?, |char| char == ' ');
    let address = plain(entry)?;
    lexer.at += length + 1;
    Some(Entry::Plain(entry, address))
}
