//! Why a text is not a mailbox, and the words for it.

use crate::address::chars::{is_hidden, is_typographic};
use crate::text::{TURNED, excerpt, find, holds, name_of, split};
use crate::words::{Words, add, display, words};

/// Why a text is not a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddressError {
    pub(super) reason: Reason,
    /// An excerpt of the text.
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
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

impl Words for AddressError {
    fn add_to(&self, out: &mut String) {
        let expected = match self.reason {
            Reason::Empty => return out.push_str("expected an address, found nothing"),
            Reason::Control(_) => "no control character",
            Reason::Direction(_) => "no character that turns the direction of the text after it",
            Reason::NoAt | Reason::Unexpected(_) => "an address such as bob@example.com",
            Reason::NoLocal => "a name before '@'",
            Reason::NoDomain => "a domain after '@'",
            Reason::Quote => "a closing '\"'",
            Reason::Comment => "a closing ')'",
            Reason::CommentDepth => "comments nested at most 8 deep",
            Reason::Angle => "a closing '>'",
            Reason::AfterAngle => "nothing after '>'",
            Reason::TwoAddresses => "a comma between two addresses",
            Reason::Dots => "single dots between letters",
            Reason::Label => "a domain of letters, digits and hyphens, at most 63 between two dots",
            Reason::Literal => "an IP address between '[' and ']'",
            Reason::Idn => "a domain that IDNA allows",
            Reason::Long => "at most 1024 characters",
            Reason::Encoded => "no line end or NUL in an encoded word",
            Reason::Mailto => "an address without \"mailto:\" or \"smtp:\"",
            Reason::Group => "a single address, since Mailgun takes no groups",
            Reason::Several => "one address",
        };
        add!(out, "expected ", expected, ", found ");
        if let Reason::Control(char) | Reason::Unexpected(char) | Reason::Direction(char) = self.reason {
            add!(out, name_of(char), " in ");
        }
        add!(out, '"', self.text, '"');
    }
}

display!(AddressError);

impl std::error::Error for AddressError {}

const QUOTED: &str = "quotes make one word of an address: take them away";
const SEVERAL: &str = "separate addresses with a comma, or quote the name";

impl AddressError {
    pub(super) fn new(reason: Reason, text: &str) -> Self {
        Self { reason, text: words![excerpt(text)] }
    }

    /// Whether a control character is the reason, plain or in an encoded word.
    #[must_use]
    pub fn is_control(&self) -> bool {
        matches!(self.reason, Reason::Control(_) | Reason::Encoded)
    }

    /// What to do about it, where there is more to say. What separates addresses explains something only where the text was one of
    /// several entries: `listed`.
    #[must_use]
    pub fn hint(&self, listed: bool) -> Option<&'static str> {
        match self.reason {
            Reason::Unexpected(char) if is_hidden(char) => {
                Some("delete that character: it does not show, and came with the address when it was copied")
            }
            Reason::Unexpected(char) if is_typographic(char) => {
                Some("leave typographic quotes and dashes out of an address, or type plain ones")
            }
            Reason::NoAt if self.text.chars().any(is_typographic) => {
                Some("typographic quotes do not quote: write \"Smith, Eve\" <eve@host.com>")
            }
            Reason::NoAt if self.text.starts_with('"') && holds(&self.text, b'@') => Some(QUOTED),
            Reason::Unexpected('\'') => Some(QUOTED),
            Reason::Unexpected('@') => Some("an address has one @: separate several with a comma"),
            Reason::Unexpected(' ') if split(&self.text, b'@').count() > 2 => Some(SEVERAL),
            Reason::NoAt if self.text.chars().any(|char| char == '\u{FF20}') => {
                Some("write @: this one is U+FF20, of full width")
            }
            Reason::NoAt if [" at ", "(at)", "[at]"].iter().any(|at| find(&self.text, at).is_some()) => {
                Some("write @ for \"at\"")
            }
            Reason::NoAt if listed && self.text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'.')) => {
                Some("a comma or semicolon separates addresses: was a dot meant?")
            }
            Reason::NoAt if listed => Some(
                "a comma or semicolon separates addresses: quote a name that holds one, as in \"Smith, Eve\" <eve@host.com>",
            ),
            Reason::Dots if self.text.ends_with('.') => Some("delete the dot at the end"),
            Reason::Group => Some("list the members of the group"),
            Reason::TwoAddresses => Some(SEVERAL),
            Reason::Mailto => Some("write what follows the colon alone"),
            Reason::Direction(_) => Some(TURNED),
            Reason::Control('\r' | '\n') => Some("trim the text, or split it at its line ends"),
            _ => None,
        }
    }
}
