//! Lists of short texts: tags, and headers to leave out.

use crate::check::Check;
use crate::draft::{Given, Value};
use crate::option::{TAG_CHARS_MAX, encode};
use crate::parameter::{Field, Kind};
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{excerpt, is_blank, join, split, trim};
use crate::words::{add, words};

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    /// A value's text, where it is one line of it; what is wrong with it otherwise is noted.
    fn one_line(&mut self, given: &'d Given<B>) -> Option<&'d str> {
        let Value::Text(text) = &given.value else {
            self.misplaced(given);
            return None;
        };
        if self.has_control(given, text) { None } else { Some(text) }
    }

    pub(super) fn tags(&mut self, group: &[&'d Given<B>]) {
        for given in group {
            let Some(text) = self.one_line(given) else { continue };
            let found = if is_blank(text) {
                "nothing".to_owned()
            } else if !text.is_ascii() {
                words!["\"", excerpt(text), "\", which Mailgun would strip"]
            } else if text.len() > TAG_CHARS_MAX {
                words![text.len()]
            } else {
                String::new()
            };
            if !found.is_empty() {
                add!(
                    self.problems.note(Code::InvalidTag, given),
                    "expected 1 to ",
                    TAG_CHARS_MAX,
                    " ASCII characters, found ",
                    found
                );
            }
            self.send(Field::Tags, text);
        }
    }

    pub(super) fn header_names(&mut self, group: &[&'d Given<B>]) {
        let mut names: Vec<&str> = Vec::new();
        let mut all = None;
        for given in group {
            let Some(text) = self.one_line(given) else { continue };
            for name in split(text, b',').map(trim) {
                if let Err(expected) = encode(Kind::HeaderNames, name)
                    && !self.problems.counted(Code::InvalidOption)
                {
                    self.problems.unfit(Code::InvalidOption, given, expected, name);
                }
                if name.eq_ignore_ascii_case("all") {
                    all = Some(given);
                }
                names.push(name);
            }
        }
        if let (Some(all), 2..) = (all, names.len()) {
            self.problems
                .note(Code::InvalidOption, all)
                .push_str("expected all alone or a list of headers, found both");
        }
        if !names.is_empty() {
            self.send(Field::SuppressHeaders, join(&names, ","));
        }
    }
}
