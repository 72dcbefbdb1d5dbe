//! What a sentence is made of, one after the other. The standard library's formatting, which looks at run time for widths and
//! signs that no sentence here has, is 5 kB of wasm beside the sentences.

use std::borrow::Cow;

/// What can stand in a sentence. A text or number is handed on as such (`inline`): by reference it would have to be in memory.
pub(crate) trait Words {
    /// Adds it to a text.
    fn add_to(&self, out: &mut String);
}

/// Adds texts, numbers and what else has words to a text.
macro_rules! add {
    ($out:expr, $($each:expr),* $(,)?) => {{
        let out: &mut String = $out;
        $( $crate::words::Words::add_to(&$each, out); )*
    }};
}
pub(crate) use add;

/// They as a text of their own: `words!["expected at most ", most, " tags"]`.
macro_rules! words {
    ($($each:expr),* $(,)?) => {{
        let mut out = String::new();
        $crate::words::add!(&mut out, $($each),*);
        out
    }};
}
pub(crate) use words;

/// `Display` for a type that has words, for the programs that use the crate.
macro_rules! display {
    ($type:ty) => {
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::words::words![self])
            }
        }
    };
}
pub(crate) use display;

impl Words for str {
    fn add_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Words for String {
    fn add_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Words for Cow<'_, str> {
    fn add_to(&self, out: &mut String) {
        out.push_str(self);
    }
}

impl Words for char {
    #[inline(always)]
    fn add_to(&self, out: &mut String) {
        out.push(*self);
    }
}

impl<T: Words + ?Sized> Words for &T {
    #[inline(always)]
    fn add_to(&self, out: &mut String) {
        (**self).add_to(out);
    }
}

impl Words for u64 {
    #[inline(always)]
    fn add_to(&self, out: &mut String) {
        decimal(*self, out);
    }
}

impl Words for u32 {
    fn add_to(&self, out: &mut String) {
        u64::from(*self).add_to(out);
    }
}

impl Words for usize {
    #[inline(always)]
    fn add_to(&self, out: &mut String) {
        (*self as u64).add_to(out);
    }
}

pub(crate) const DECIMAL: &[u8] = b"0123456789";

fn decimal(number: u64, out: &mut String) {
    digits(number, DECIMAL, 1, out);
}

/// A number in the digits given, of so many at least.
pub(crate) fn digits(number: u64, digits: &[u8], least: usize, out: &mut String) {
    let base = digits.len() as u64;
    let mut power = 1;
    let mut count = 1;
    while count < least || number / power >= base {
        power *= base;
        count += 1;
    }
    while power > 0 {
        let place = (number / power % base) as usize;
        out.extend(digits.get(place).copied().map(char::from));
        power /= base;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;

    proptest! {
        #[test]
        fn numbers_are_written_as_the_standard_library_writes_them(number in any::<u64>(), small in 0..100_000_u64) {
            for number in [number, number >> 32, small] {
                assert_eq!(words![number], number.to_string());
                let mut out = String::new();
                digits(number, DECIMAL, 4, &mut out);
                digits(number, b"0123456789abcdef", 1, &mut out);
                digits(number, b"0123456789ABCDEF", 4, &mut out);
                assert_eq!(out, format!("{number:04}{number:x}{number:04X}"));
            }
        }
    }

    #[test]
    fn a_sentence_is_its_parts() {
        let (name, count) = (String::from("tags"), 3_usize);
        assert_eq!(words![name, ": ", &count, ' ', Cow::from("of"), " ", 12_u32], "tags: 3 of 12");
        assert_eq!(words![""], "");
    }
}
