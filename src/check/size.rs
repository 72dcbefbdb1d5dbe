//! How large the request and the message will be, as far as it can be known before it is built.

use crate::check::Check;
use crate::parameter::Field;
use crate::part::PartValue;
use crate::platform::Platform;
use crate::problem::Code;
use crate::words::{add, words};

/// 16 kB for the values of `o:`, `h:` and `v:` (OAS; RST). Whether it is 16 000 or 16 384, and whether names and `t:` count, is
/// nowhere said: an error by the narrow reading, a warning by the wide one.
const OPTIONS_BYTES_MAX: u64 = 16_384;
const OPTIONS_BYTES_DOUBT: u64 = 16_000;

/// 25 MB for the message as built (RST, Sending): an error in MiB, a warning in MB.
const MESSAGE_BYTES_MAX: u64 = 26_214_400;
const MESSAGE_BYTES_DOUBT: u64 = 25_000_000;

/// 50 MiB for the request (RST, error codes: `request size exceeds 52.4MiB limit`; mailgun.js caps at 52 428 800 bytes).
const REQUEST_BYTES_MAX: u64 = 52_428_800;

/// Files that nearly fill a message once they are base64.
const FILES_BYTES_DOUBT: u64 = 18_000_000;

/// The length of a file as base64 in lines of 76 characters (RFC 2045, 6.8).
fn base64_len(bytes: u64) -> u64 {
    let encoded = bytes.div_ceil(3) * 4;
    encoded + encoded.div_ceil(76) * 2
}

impl<B, P: Platform> Check<'_, '_, B, P> {
    pub(super) fn sizes(&mut self) {
        let (mut narrow, mut wide) = (0_u64, 0_u64);
        let (mut message, mut request, mut files) = (0_u64, 0_u64, 0_u64);
        for part in &self.parts {
            match &part.value {
                PartValue::Text(text) => {
                    let size = text.len() as u64;
                    let name = part.name.as_bytes();
                    if matches!(name, [b'o' | b'h' | b'v', b':', ..]) {
                        narrow += size;
                    }
                    if matches!(name, [b'o' | b'h' | b'v' | b't', b':', ..]) {
                        wide += part.name.len() as u64 + size;
                    }
                    if [Field::Text, Field::Html, Field::AmpHtml]
                        .iter()
                        .any(|body| part.name == body.row().wire)
                    {
                        message += size;
                    }
                    request += size;
                }
                PartValue::File(file, _) => {
                    let size = file.size.unwrap_or(0);
                    files += size;
                    message += base64_len(size);
                    request += size;
                }
            }
        }
        let mut over = |code, words, most, found| self.problems.over(code, &"message", words, most, found);
        if narrow > OPTIONS_BYTES_MAX {
            let words = &["", "bytes in the values of o:, h: and v: together", ""];
            over(Code::OptionsTooLarge, words, OPTIONS_BYTES_MAX, narrow);
        } else {
            let words = &["", "bytes in o:, h:, v: and t: together", ""];
            over(Code::OptionsNearLimit, words, OPTIONS_BYTES_DOUBT, wide);
        }
        over(Code::RequestTooLarge, &["a request of ", "bytes", ""], REQUEST_BYTES_MAX, request);
        if message > MESSAGE_BYTES_MAX {
            // Whatever takes more of it.
            let hint = if files > message / 2 {
                words!["the files are ", files, " bytes, and base64 adds 37 %"]
            } else {
                "send a link to what is long".to_owned()
            };
            add!(
                self.problems.advise(Code::MessageTooLarge, &"message", &hint),
                "expected a message of at most ",
                MESSAGE_BYTES_MAX,
                " bytes, found ",
                message,
                " at least"
            );
        } else {
            over(
                Code::MessageNearLimit,
                &["a message of ", "bytes", " at least"],
                MESSAGE_BYTES_DOUBT,
                message,
            );
            over(Code::LargeAttachments, &["files of ", "bytes together", ""], FILES_BYTES_DOUBT, files);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::base64_len;

    #[test]
    fn base64_grows_by_37_percent() {
        for (bytes, expected) in [(0, 0), (1, 6), (3, 6), (57, 78), (58, 84), (1_000_000, 1_368_424)] {
            assert_eq!(base64_len(bytes), expected);
        }
    }
}
