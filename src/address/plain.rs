//! The form that nearly every entry of a long list has: `bob@host.com` or `Bob Smith <bob@host.com>` in ASCII, with nothing to
//! quote, unquote or drop. It goes out as it came, so one pass over its bytes tells all there is to know. Whatever is not of this
//! form is left to the parser, which gives the same for what is (tests/properties.rs).

use crate::address::LABEL_BYTES_MAX;

/// No longer entry is looked at, so that none of them comes near a limit but for the two that are counted.
const BYTES_MAX: usize = 200;

/// The longest local part that every server takes (RFC 5321, 4.5.3.1.1): a longer one is doubtful.
const LOCAL_BYTES_MAX: usize = 64;

/// Letters and digits, which may stand anywhere.
const ALNUM: u8 = 1;
/// Letters in upper case, which a domain is not compared with.
const UPPER: u8 = 2;
/// What else an atom may hold (RFC 5322, 3.2.3), but for `=` and `?`, of which encoded words are made.
const OTHER: u8 = 4;

/// The class of each byte; 0 where it is none of them.
#[expect(clippy::indexing_slicing, reason = "reckoned by the compiler")]
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = class_of(byte);
        byte += 1;
    }
    classes
};

#[inline(always)]
fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or_default()
}

const fn class_of(byte: u8) -> u8 {
    match byte {
        b'a'..=b'z' | b'0'..=b'9' => ALNUM,
        b'A'..=b'Z' => UPPER,
        b'!' | b'#'..=b'\'' | b'*' | b'+' | b'-' | b'/' | b'^'..=b'`' | b'{'..=b'~' => OTHER,
        _ => 0,
    }
}

/// The address of a mailbox in the plain form, its domain in lower case; `None` where it has another form.
pub(crate) fn plain(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    if bytes.len() > BYTES_MAX {
        return None;
    }
    let (start, end) = match bytes {
        [.., b'>'] => (phrase(bytes)?, bytes.len() - 1),
        _ => (0, bytes.len()),
    };
    let address = bytes.get(start..end)?;
    let at = local(address)?;
    let fits = at <= LOCAL_BYTES_MAX && domain(address.get(at + 1..)?);
    if fits { text.get(start..end) } else { None }
}

/// Reads words with single spaces between them and ` <`; gives where the address begins.
#[inline(always)]
fn phrase(bytes: &[u8]) -> Option<usize> {
    let mut word = false;
    for (at, &byte) in bytes.iter().enumerate() {
        if class(byte) != 0 {
            word = true;
        } else if byte == b' ' && word {
            if bytes.get(at + 1) == Some(&b'<') {
                return Some(at + 2);
            }
            word = false;
        } else {
            return None;
        }
    }
    None
}

/// Reads atoms with single dots between them and `@`; gives where the `@` stands.
#[inline(always)]
fn local(bytes: &[u8]) -> Option<usize> {
    let mut atom = false;
    for (at, &byte) in bytes.iter().enumerate() {
        match byte {
            _ if class(byte) != 0 => atom = true,
            b'.' if atom => atom = false,
            b'@' if atom => return Some(at),
            _ => return None,
        }
    }
    None
}

/// Labels of small letters, digits and hyphens, each with a letter or digit at both its ends (RFC 1035, 2.3.1).
#[inline(always)]
fn domain(bytes: &[u8]) -> bool {
    let (mut previous, mut label) = (b'.', 0);
    for (at, &byte) in bytes.iter().enumerate() {
        if class(byte) != ALNUM {
            let fits = match byte {
                b'.' => class(previous) == ALNUM && at - label <= LABEL_BYTES_MAX,
                b'-' => previous != b'.',
                _ => false,
            };
            if !fits {
                return false;
            }
            if byte == b'.' {
                label = at + 1;
            }
        }
        previous = byte;
    }
    class(previous) == ALNUM && bytes.len() - label <= LABEL_BYTES_MAX
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::plain;
    use crate::address::lexer::Lexer;
    use crate::address::{Entry, entry, plain_entry};
    use crate::platform::Fixed;

    proptest! {
        #[test]
        fn gives_what_the_parser_gives(text in "([a-zA-Z0-9'_%=?.-]{1,4} ?){0,3}<?[a-zA-Z0-9.+-]{1,4}@([a-zA-Z0-9.-]{1,4}){1,3}>?") {
            if let Some(address) = plain(&text) {
                let mut lexer = Lexer::new(&text);
                let read = entry(&mut lexer, true, &Fixed::default());
                let written = read.and_then(Result::ok).map(|one| (one.to_string(), one.address(), one.key()));
                prop_assert_eq!(written, Some((text.clone(), address.to_owned(), address.to_owned())));
                prop_assert_eq!(lexer.at, text.len() + 1);
                prop_assert!(matches!(plain_entry(&mut Lexer::new(&text)), Some(Entry::Plain(whole, found)) if whole == text && found == address));
            }
        }
    }

    #[test]
    fn takes_the_plain_form_alone() {
        for (text, address) in [
            ("bob@host.com", "bob@host.com"),
            ("Bob <bob@host.com>", "bob@host.com"),
            ("Bob B Smith-Jones <b.o'b+x_1@a-b.host.co1>", "b.o'b+x_1@a-b.host.co1"),
            ("BOB <BOB@localhost>", "BOB@localhost"),
        ] {
            assert_eq!(plain(text), Some(address), "{text}");
        }
        for text in [
            "",
            "@",
            "bob",
            "bob@",
            "@host",
            "<bob@host>",
            "Bob<bob@host>",
            "Bob  B <bob@host>",
            " bob@host",
            "bob@host ",
            "bob@Host",
            "b..b@host",
            ".b@host",
            "b.@host",
            "b@a..b",
            "b@.a",
            "b@a.",
            "b@-a",
            "b@a-",
            "b@a-.b",
            "b@a.-b",
            "b@a_b",
            "b@a,c@d",
            "b@a;",
            "b@b@c",
            "\"b\"@a",
            "(c)b@a",
            "b@[1.2.3.4]",
            "bö@a",
            "Bö <b@a>",
            "=?x?= <b@a>",
            "B. <b@a>",
            "B <b@a> ",
            "B < b@a>",
            "B <b@a >",
            "mailto:b@a",
            "a: b@a;",
            "b@a\r",
            "b\n@a",
            "B\t<b@a>",
            "B <b@a>>",
        ] {
            assert_eq!(plain(text), None, "{text}");
        }
        let label = |length: usize| format!("b@{}.com", "a".repeat(length));
        assert!(plain(&label(63)).is_some() && plain(&label(64)).is_none());
        let local = |length: usize| format!("{}@a.com", "b".repeat(length));
        assert!(plain(&local(64)).is_some() && plain(&local(65)).is_none());
        assert!(plain(&format!("{} <b@a>", "n".repeat(194))).is_some());
        assert!(plain(&format!("{} <b@a>", "n".repeat(195))).is_none());
    }
}
