//! Maps: headers, variables, and parameters the table does not know.

use crate::address::entries;
use crate::check::Check;
use crate::draft::{Given, Value};
use crate::header;
use crate::index::Index;
use crate::parameter::{Field, Kind};
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{after, crlf, excerpt, holds};
use crate::words::{add, words};

/// What Mailgun keeps of a variable in events and webhooks, in bytes (OAS, `v:`).
const VARIABLE_BYTES_KEPT: u64 = 4096;

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    pub(super) fn entries(&mut self, field: Field, group: &[&'d Given<B>]) {
        if field != Field::Params {
            self.repeated(field, group);
        }
        for given in group {
            let (Some(key), Value::Text(text) | Value::Json(text)) = (&given.key, &given.value) else {
                self.misplaced(given);
                continue;
            };
            let text = text.as_str();
            let fits = match field {
                Field::Headers if is_structure(given, key) => {
                    add!(
                        self.problems.advise(
                            Code::WrongType,
                            given,
                            "only an `X-` header may hold a list, an object or a date"
                        ),
                        "expected text, found ",
                        excerpt(text)
                    );
                    false
                }
                Field::Headers => self.header(given, key, text),
                Field::Variables => self.variable(given, key, text),
                _ => self.param(given, key, text),
            };
            if fits {
                self.send_named(words![field.row().wire, key].into(), crlf(text));
            }
        }
    }

    /// The same name twice: `headers["X-A"]` and `h:x-a`; or replyTo and a Reply-To header.
    fn repeated(&mut self, field: Field, group: &[&'d Given<B>]) {
        let mut names = Vec::new();
        for given in group {
            let mut name = given.key.clone().unwrap_or_default();
            if field == Field::Headers {
                name.make_ascii_lowercase();
            }
            names.push(name);
        }
        let index = Index::new(names.iter().map(String::as_str));
        for (given, before) in group.iter().zip(&index.before) {
            if let Some(first) = group.get(before.wrapping_sub(1)) {
                self.twice(given, "each name once", first);
            }
        }
        if self.has(Field::ReplyTo)
            && field == Field::Headers
            && let Some(given) = group.get(index.find("reply-to"))
        {
            self.twice(given, "each name once", &Field::ReplyTo.row().name);
        }
    }

    fn header(&mut self, given: &Given<B>, name: &str, value: &str) -> bool {
        if !header::is_name(name) {
            let expected = "a header's name of letters, digits and hyphens";
            self.problems.unfit(Code::InvalidHeaderName, given, expected, name);
            return false;
        }
        if self.has_control(given, value) {
            return false;
        }
        let of_field = header::is_of_field(name);
        let maker = if of_field || header::is_structural(name) {
            Some((Code::ReservedHeader, "Mailgun makes itself"))
        } else if header::is_trace(name) {
            Some((Code::DiscouragedHeader, "mail servers write"))
        } else {
            None
        };
        if let Some((code, maker)) = maker {
            let hint = if of_field { words!["use `", name.to_ascii_lowercase(), "`"] } else { String::new() };
            add!(
                self.problems.advise(code, given, &hint),
                "expected a header of your own, found \"",
                name,
                "\", which ",
                maker
            );
        }
        let (code, expected) = if name.eq_ignore_ascii_case("message-id") && !header::is_message_id(value) {
            (Code::InvalidMessageId, "<unique@domain>")
        } else if name.eq_ignore_ascii_case("reply-to") && !holds(value, b'%') && !self.is_list(value) {
            (Code::ReplyToNotAddress, "an address")
        } else {
            return true;
        };
        self.problems.unfit(code, given, expected, value);
        true
    }

    /// Whether a text has addresses, and nothing else.
    fn is_list(&self, text: &str) -> bool {
        let mut some = false;
        for entry in entries(text, self.platform) {
            if entry.is_wrong() {
                return false;
            }
            some = true;
        }
        some
    }

    fn variable(&mut self, given: &Given<B>, name: &str, value: &str) -> bool {
        let (words, found) = (&["", "bytes", ""], value.len() as u64);
        self.problems.over(Code::LongVariable, given, words, VARIABLE_BYTES_KEPT, found);
        self.name_fits(given, name)
    }

    fn param(&mut self, given: &Given<B>, name: &str, value: &str) -> bool {
        let known = Field::find(name);
        if let Some((field, _, key)) = known {
            let row = field.row();
            let hint = match key {
                None => words!["use `", row.name, "`"],
                Some(key) => words!["use `", row.name, "` with \"", excerpt(key), "\""],
            };
            add!(
                self.problems.advise(Code::KnownParam, given, &hint),
                "expected a parameter this package does not know, found \"",
                excerpt(name),
                "\""
            );
        }
        // Whatever the rules say, no line end goes where a header is made of the value.
        let body = known
            .is_some_and(|(field, ..)| matches!(field.row().kind, Kind::Body | Kind::Json | Kind::Variables));
        let header = after(name, "h:").is_some();
        if (header || (known.is_some() && !body)) && self.has_control(given, value) {
            return false;
        }
        self.name_fits(given, name)
    }

    /// Whether it can be the name of a form's field; a problem where it cannot.
    fn name_fits(&mut self, given: &Given<B>, name: &str) -> bool {
        let fits = is_field_name(name);
        if !fits {
            let expected = "a name without quotes, backslashes and control characters";
            self.problems.unfit(Code::InvalidVariableName, given, expected, name);
        }
        fits
    }
}

/// Whether a header's value is the JSON of a list, an object or a date. No header of the mail standards has any
/// (iana.org/assignments/message-headers); those of one's own may.
fn is_structure<B>(given: &Given<B>, name: &str) -> bool {
    matches!(&given.value, Value::Json(text) if matches!(text.bytes().next(), Some(b'[' | b'{' | b'"')))
        && after(name, "x-").is_none()
}

/// Runtimes write quotes and backslashes in a field's name differently (workerd, form-data.c++, addEscapingQuotes).
pub(super) fn is_field_name(name: &str) -> bool {
    !name.is_empty()
        && !name.bytes().any(|byte| matches!(byte, b'"' | b'\\' | b'\t'))
        && crate::text::control(name).is_none()
}
