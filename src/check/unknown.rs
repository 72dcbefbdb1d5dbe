//! Fields that Mailgun does not document: what was probably meant.

use crate::check::{Check, entries};
use crate::draft::Value;
use crate::parameter::{Field, PARAMETERS};
use crate::platform::Platform;
use crate::problem::Code;
use crate::suggest::nearest_of;
use crate::text::{control, trim, visible};
use crate::words::{Words, words};

/// What other mail libraries call fields, and the parts of a file and of a mailbox (nodemailer, sendgrid, resend, postmark), in small
/// letters, and what they are called here.
const ALIASES: &[(&str, &str)] = &[
    ("content", "data"),
    ("name", "filename"),
    ("type", "contentType"),
    ("mimetype", "contentType"),
    ("cid", "filename"),
    ("email", "address"),
    ("body", "text"),
    ("textbody", "text"),
    ("plaintext", "text"),
    ("htmlbody", "html"),
    ("content", "text"),
    ("files", "attachment"),
    ("sender", "from"),
    ("recipients", "to"),
    ("sendat", "deliveryTime"),
    ("scheduledat", "deliveryTime"),
    ("templateid", "template"),
];

/// Headers that other mail libraries have as fields (nodemailer).
const HEADERS: &[&str] =
    &["h:In-Reply-To", "h:References", "h:Message-Id", "h:X-Priority", "h:List-Unsubscribe"];

/// What was probably meant: by the name others have for it, or the nearest.
pub(super) fn meant<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    for (alias, meant) in ALIASES {
        if name.eq_ignore_ascii_case(alias) && known.contains(meant) {
            return Some(meant);
        }
    }
    nearest_of(name, known)
}

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    pub(super) fn unknown(&mut self) {
        let mut names = Vec::new();
        for row in PARAMETERS {
            names.push(row.name);
        }
        // A map's prefix is no name.
        for row in PARAMETERS.iter().filter(|row| !row.kind.is_map()) {
            names.push(row.wire);
        }
        names.extend(HEADERS);
        for unknown in self.draft.unknown() {
            if self.problems.refuses(Code::UnknownField) && self.problems.counted(Code::UnknownField) {
                continue;
            }
            // `to[]` is how some write a list.
            let name = trim(&unknown.name);
            let name = name.strip_suffix("[]").unwrap_or(name);
            let lower = name.to_ascii_lowercase();
            let meant = match Field::find(&lower) {
                // The name of a header or variable is the caller's.
                Some((_, _, Some(_))) => lower.get(..2).zip(name.get(2..)),
                Some(_) => Some((lower.as_str(), "")),
                None if lower.starts_with("x-") => Some(("h:", name)),
                // mailgun.js has it for MIME.
                None if name == "message" => None,
                None => meant(name, &names).map(|name| (name, "")),
            };
            let hint = match meant {
                Some((name, rest)) => words!["did you mean `", name, visible(rest), "`?"],
                None if name == "message" => {
                    "MIME goes to Mailgun's /messages.mime, which this package does not call".to_owned()
                }
                None => "use `params` for what Mailgun has and this package does not know".to_owned(),
            };
            let place = visible(&unknown.name);
            self.problems.advise(Code::UnknownField, &place, &hint).push_str("expected a field that Mailgun documents, found another, which Mailgun would take without a word");
            if !self.problems.refuses(Code::UnknownField) {
                for value in &unknown.values {
                    self.send_unknown(&place, &unknown.name, value);
                }
            }
        }
    }

    /// Where the caller's rules let an unknown field pass, it goes out as it is.
    fn send_unknown(&mut self, place: &dyn Words, name: &'d str, value: &'d Value<B>) {
        match value {
            Value::Text(text) | Value::Json(text)
                if entries::is_field_name(name) && control(text).is_none() =>
            {
                self.send_named(name.into(), text.as_str().into());
            }
            _ => {
                self.problems
                    .insist(Code::UnknownField, place, "")
                    .push_str("expected a name and a value of one line of text, found another");
            }
        }
    }
}
