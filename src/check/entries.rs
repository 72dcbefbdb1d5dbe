//! Maps: headers, variables, and parameters the table does not know.

use crate::address::entries;
use crate::check::Check;
use crate::draft::{Given, Value};
use crate::header;
use crate::index::Index;
use crate::parameter::{Field, Kind};
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{after, crlf, excerpt};

/// What Mailgun keeps of a variable in events and webhooks, in bytes (OAS, `v:`).
const VARIABLE_BYTES_KEPT: usize = 4096;

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
            let fits = match field {
                Field::Headers if is_structure(given, key) => {
                    self.problems.add_hint(
                        Code::WrongType,
                        given,
                        format_args!("expected text, found {}", excerpt(text)),
                        Some(&"only an `X-` header may hold a list, an object or a date"),
                    );
                    false
                }
                Field::Headers => self.header(given, key, text),
                Field::Variables => self.variable(given, key, text),
                _ => self.param(given, key, text),
            };
            if fits {
                let value = if field == Field::Headers { text.as_str().into() } else { crlf(text) };
                self.send_named(format!("{}{key}", field.row().wire).into(), value);
            }
        }
    }

    /// The same name twice: `headers["X-A"]` and `h:x-a`; or replyTo and a Reply-To header.
    fn repeated(&mut self, field: Field, group: &[&'d Given<B>]) {
        let name = |given: &Given<B>| {
            let key = given.key.as_deref().unwrap_or_default();
            if field == Field::Headers { key.to_ascii_lowercase() } else { key.to_owned() }
        };
        let mut names: Vec<String> = Vec::new();
        for given in group {
            names.push(name(given));
        }
        let index = Index::new(names.iter().map(String::as_str));
        let mut same: Vec<(&Given<B>, String)> = Vec::new();
        for (first, second) in index.repeated() {
            if let (Some(first), Some(second)) = (group.get(first), group.get(second)) {
                same.push((second, first.place()));
            }
        }
        if self.has(Field::ReplyTo)
            && field == Field::Headers
            && let Some(given) = index.find("reply-to").and_then(|at| group.get(at))
        {
            same.push((given, Field::ReplyTo.row().name.to_owned()));
        }
        for (given, other) in same {
            self.problems.add(
                Code::DuplicateField,
                given,
                format_args!("expected each name once, found `{other}` as well"),
            );
        }
    }

    fn header(&mut self, given: &Given<B>, name: &str, value: &str) -> bool {
        if !header::is_name(name) {
            self.problems.add(
                Code::InvalidHeaderName,
                given,
                format_args!(
                    "expected a header's name of letters, digits and hyphens, found \"{}\"",
                    excerpt(name)
                ),
            );
            return false;
        }
        if self.has_control(given, value) {
            return false;
        }
        if let Some(instead) = header::reserved(name) {
            let hint = (!instead.is_empty()).then(|| format!("use `{instead}`"));
            self.problems.add_hint(
                Code::ReservedHeader,
                given,
                format_args!("expected a header of your own, found \"{name}\", which Mailgun makes itself"),
                hint.as_ref().map(|hint| hint as _),
            );
        }
        if header::is_trace(name) {
            self.problems.add(
                Code::DiscouragedHeader,
                given,
                format_args!("expected a header of your own, found \"{name}\", which mail servers write"),
            );
        }
        if name.eq_ignore_ascii_case("message-id") && !header::is_message_id(value) {
            self.problems.add(
                Code::InvalidMessageId,
                given,
                format_args!("expected <unique@domain>, found \"{}\"", excerpt(value)),
            );
        }
        if name.eq_ignore_ascii_case("reply-to") && !value.contains('%') {
            let mut list = entries(value, self.platform);
            if list.next().is_none_or(|first| first.is_wrong()) || list.any(|next| next.is_wrong()) {
                self.problems.add(
                    Code::ReplyToNotAddress,
                    given,
                    format_args!("expected an address, found \"{}\"", excerpt(value)),
                );
            }
        }
        true
    }

    fn variable(&mut self, given: &Given<B>, name: &str, value: &str) -> bool {
        if value.len() > VARIABLE_BYTES_KEPT {
            self.problems.add(
                Code::LongVariable,
                given,
                format_args!("expected at most {VARIABLE_BYTES_KEPT} bytes, found {}", value.len()),
            );
        }
        self.name_fits(given, name)
    }

    fn param(&mut self, given: &Given<B>, name: &str, value: &str) -> bool {
        let known = Field::find(name);
        if let Some((field, _, key)) = known {
            let row = field.row();
            let instead = key.map_or_else(
                || format!("`{}`", row.name),
                |key| format!("`{}` with \"{}\"", row.name, excerpt(key)),
            );
            self.problems.add_hint(
                Code::KnownParam,
                given,
                format_args!("expected a parameter this package does not know, found \"{}\"", excerpt(name)),
                Some(&format_args!("use {instead}")),
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
            self.problems.insist(
                Code::InvalidVariableName,
                given,
                format_args!(
                    "expected a name without quotes, backslashes and control characters, found \"{}\"",
                    excerpt(name)
                ),
                None,
            );
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
