//! The API key. It knows how Basic auth writes it, and that it is never printed.

use std::fmt;

use crate::words::words;

/// A Mailgun key: an account's, or a domain sending key.
///
/// ```
/// use mailgun_edge::key::ApiKey;
/// let key = ApiKey::new("key-123").unwrap();
/// assert_eq!(format!("{key:?}"), "ApiKey(redacted)");
/// assert!(ApiKey::new("key-123\n").is_err());
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

impl Drop for ApiKey {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Overwrites a secret before its memory is given back: a wasm module's memory is never cleared, and may be dumped.
///
/// Best effort, as anything without `unsafe` is: `black_box` keeps the optimiser from leaving the writes out.
pub(crate) fn wipe(secret: &mut String) {
    let mut bytes = std::mem::take(secret).into_bytes();
    bytes.fill(0);
    std::hint::black_box(&bytes);
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(redacted)")
    }
}

impl ApiKey {
    /// Takes printable ASCII without spaces. A newline at the end of a stored secret is common, and Basic auth would hide it
    /// inside the base64 until Mailgun answers 401; so would the `api:` that curl is given with the key.
    ///
    /// # Errors
    /// What was expected and what was found, without the key.
    pub fn new(key: &str) -> Result<Self, String> {
        if key.is_empty() {
            return Err("expected a key, found nothing".to_owned());
        }
        // As curl's --user has it.
        if key.starts_with("api:") {
            return Err("expected the key alone, found the user name `api:` before it".to_owned());
        }
        match key.chars().enumerate().find(|(_, char)| !char.is_ascii_graphic()) {
            None => Ok(Self(key.to_owned())),
            Some((at, char)) => {
                let kind = match char {
                    '\r' | '\n' => "a line break",
                    char if char.is_whitespace() => "white space",
                    char if char.is_control() => "a control character",
                    _ => "a character that is not ASCII",
                };
                Err(words!["expected printable ASCII, found ", kind, " at character ", at + 1])
            }
        }
    }

    /// The value of the Authorization header (RFC 7617), the user being `api`.
    #[must_use]
    pub fn authorization(&self) -> String {
        // Neither text may grow: that would leave a copy behind.
        let mut plain = String::with_capacity("api:".len() + self.0.len());
        plain.push_str("api:");
        plain.push_str(&self.0);
        let mut out = String::with_capacity("Basic ".len() + plain.len().div_ceil(3) * 4);
        out.push_str("Basic ");
        base64(plain.as_bytes(), &mut out);
        wipe(&mut plain);
        out
    }
}

/// RFC 4648, 4.
fn base64(bytes: &[u8], out: &mut String) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte)) << (8 * (3 - chunk.len()));
        for index in 0..4 {
            let sextet = (bits >> (18 - 6 * index) & 63) as usize;
            let byte = if index > chunk.len() { b'=' } else { ALPHABET.get(sextet).copied().unwrap_or(b'=') };
            out.push(char::from(byte));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_as_in_the_rfc() {
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            let mut out = String::new();
            base64(bytes.as_bytes(), &mut out);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn says_what_is_wrong_without_the_key() {
        for (key, expected) in [
            ("", "expected a key, found nothing"),
            ("secret\n", "expected printable ASCII, found a line break at character 7"),
            ("sec ret", "expected printable ASCII, found white space at character 4"),
            ("ключ", "expected printable ASCII, found a character that is not ASCII at character 1"),
            ("a\0", "expected printable ASCII, found a control character at character 2"),
        ] {
            assert_eq!(ApiKey::new(key), Err(expected.to_owned()));
        }
    }
}
