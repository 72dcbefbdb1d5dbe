//! Looking for bytes eight at a time. It does not know what they mean.

/// Where the first byte stands, from `start` on, that is a control, or one of two; the length of all where there is none.
///
/// Taking one from a byte sets its high bit where it was zero, and borrows from the bytes above it alone: the lowest bit that is set
/// is right (Warren, Hacker's Delight, 6-1).
#[inline(always)]
pub(crate) fn control_or(bytes: &[u8], start: usize, [one, other]: [u8; 2]) -> usize {
    const CONTROLS: u64 = each(b' ');
    let (one_each, other_each) = (each(one), each(other));
    let rest = bytes.get(start..).unwrap_or_default();
    let (words, _) = rest.as_chunks::<8>();
    let mut at = start;
    for word in words {
        let word = u64::from_le_bytes(*word);
        let below = word.wrapping_sub(CONTROLS);
        let equal = (word ^ one_each).wrapping_sub(each(1)) | (word ^ other_each).wrapping_sub(each(1));
        let found = (below | equal) & !word & each(0x80);
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|&byte| byte >= b' ' && byte != one && byte != other) {
        at += 1;
    }
    at
}

/// Where a byte stands first, from `start` on.
pub(crate) fn position(bytes: &[u8], start: usize, byte: u8) -> Option<usize> {
    let mut at = start;
    let (words, _) = bytes.get(start..)?.as_chunks::<8>();
    for word in words {
        let other = u64::from_le_bytes(*word) ^ each(byte);
        if other.wrapping_sub(each(1)) & !other & each(0x80) != 0 {
            break;
        }
        at += 8;
    }
    while *bytes.get(at)? != byte {
        at += 1;
    }
    Some(at)
}

/// A word of one byte, eight times.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{control_or, position};

    proptest! {
        #[test]
        fn finds_what_a_look_at_each_byte_finds(bytes in prop::collection::vec(prop_oneof![8 => 0x1E..=0x24_u8, 8 => 0x5B..=0x5D_u8, 1 => any::<u8>(), 30 => Just(b'a')], 0..40), start in 0..40_usize) {
            let special = |byte: &u8| matches!(byte, 0..0x20 | b'"' | b'\\');
            let expected = bytes.get(start..).map_or(start, |rest| start + rest.iter().position(special).unwrap_or(rest.len()));
            prop_assert_eq!(control_or(&bytes, start, *b"\"\\"), expected);
            for byte in *b"a \"\n" {
                let expected = (start..bytes.len()).find(|&at| bytes.get(at) == Some(&byte));
                prop_assert_eq!(position(&bytes, start, byte), expected);
            }
        }
    }
}
