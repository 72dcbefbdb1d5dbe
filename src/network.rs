//! Network addresses as text. What is taken is what `std::net` takes, whose parser would be 3 kB of the wasm.

use crate::text::{find, number, split, split_last};

/// Four numbers from 0 to 255, without leading zeros (RFC 6943, section 3.1.1).
pub(crate) fn is_ipv4(text: &str) -> bool {
    let octet = |part: &str| number(part) < 256.0 && (part.len() == 1 || !part.starts_with('0'));
    split(text, b'.').count() == 4 && split(text, b'.').all(octet)
}

/// Eight groups of up to four hexadecimal digits; `::` stands for one or more of them, an IPv4 address for the last two (RFC 4291,
/// section 2.2).
pub(crate) fn is_ipv6(text: &str) -> bool {
    let Some(at) = find(text, "::") else { return groups(text, true) == 8 };
    let head = groups(text.get(..at).unwrap_or_default(), false);
    head + groups(text.get(at + 2..).unwrap_or_default(), true) < 8
}

/// How many groups there are, too many where one of them is none; the last ones may be an IPv4 address where the whole address ends.
fn groups(text: &str, ends: bool) -> usize {
    let (text, four) = match split_last(text, b':') {
        _ if text.is_empty() => return 0,
        _ if ends && is_ipv4(text) => return 2,
        Some((text, last)) if ends && is_ipv4(last) => (text, 2),
        _ => (text, 0),
    };
    let group =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    if split(text, b':').all(group) { split(text, b':').count() + four } else { 9 }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Ipv6Addr};

    use proptest::prelude::*;

    use super::*;

    fn as_std_has_it(text: &str) {
        assert_eq!(is_ipv4(text), text.parse::<Ipv4Addr>().is_ok(), "{text}");
        assert_eq!(is_ipv6(text), text.parse::<Ipv6Addr>().is_ok(), "{text}");
    }

    #[test]
    fn every_octet() {
        for number in 0..1100 {
            as_std_has_it(&format!("192.0.2.{number}"));
            as_std_has_it(&format!("{number:03}.0.2.1"));
            as_std_has_it(&format!("::{number:02}.0.2.1"));
        }
    }

    #[test]
    fn known_ones() {
        for text in [
            "",
            ".",
            "1.2.3",
            "1.2.3.4.5",
            "1.2.3.4.",
            "+1.2.3.4",
            "::",
            ":",
            ":::",
            "::1",
            "1::",
            "1:2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7::",
            "::2:3:4:5:6:7:8",
            "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7::8",
            "1::2::3",
            "1:2:3:4:5:6:1.2.3.4",
            "::ffff:1.2.3.4",
            "1.2.3.4::",
            "1::1.2.3.4:5",
            "12345::",
            "::g",
            "fe80::1%1",
            ":1:2:3:4:5:6:7",
            "1:2:3:4:5:6:7:",
        ] {
            as_std_has_it(text);
        }
    }

    proptest! {
        #[test]
        fn as_std(text in "(([0-9a-f]{0,5}|::?|[0-9]{1,3}\\.){1,9}([0-9]{1,3}(\\.[0-9]{1,3}){3})?)") {
            as_std_has_it(&text);
        }

        #[test]
        fn of_numbers(four in any::<[u8; 4]>(), six in any::<[u16; 8]>()) {
            prop_assert!(is_ipv4(&Ipv4Addr::from(four).to_string()));
            prop_assert!(is_ipv6(&Ipv6Addr::from(six).to_string()));
        }
    }
}
