//! The message as a whole: what must be there, what excludes what, how many of a thing there may be.

use crate::check::Check;
use crate::check::batch::RECIPIENTS_MAX;
use crate::check::mailboxes::RECIPIENTS_READ;
use crate::draft::Value;
use crate::index::Index;
use crate::option::encode;
use crate::parameter::{Field, Kind};
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{excerpt, is_blank};
use crate::words::add;

/// The most tags, by Mailgun's help article on tags and mailgun-go#409 (2025); older documents say three.
const TAGS_MAX: u64 = 10;
const TAGS_DOUBT: u64 = 3;

const BODIES: [Field; 4] = [Field::Text, Field::Html, Field::AmpHtml, Field::Template];

/// Fields that need another.
const NEEDS: [(Field, Field, Code); 4] = [
    (Field::TemplateVersion, Field::Template, Code::NeedsTemplate),
    (Field::TemplateText, Field::Template, Code::NeedsTemplate),
    (Field::TemplateVariables, Field::Template, Code::NeedsTemplate),
    (Field::SecondaryDkimPublic, Field::SecondaryDkim, Code::NeedsSecondaryDkim),
];

impl<B, P: Platform> Check<'_, '_, B, P> {
    pub(super) fn whole(&mut self) {
        self.presence();
        self.kin();
        self.counts();
        // What brings more functions with it is called where there is something for it: an engine compiles each when it is first called.
        if self.seen.recipients.len() > 1 {
            self.duplicates();
        }
        self.batch();
        self.inline();
        self.sizes();
    }

    fn presence(&mut self) {
        if !self.has(Field::To) {
            self.problems
                .advise(
                    Code::MissingTo,
                    &"to",
                    "cc and bcc alone are not enough: put an address of your own in `to`",
                )
                .push_str("expected at least one recipient, found none");
        }
        if !self.has(Field::From) && !self.has(Field::Template) {
            self.problems.note(Code::MissingFrom, &"from").push_str("expected a sender, found none");
        }
        if !self.has(Field::Subject) && !self.has(Field::Template) {
            self.problems.note(Code::MissingSubject, &"subject").push_str("expected a subject, found none");
        }
        let (mut first, mut empty) = (None, true);
        for &field in &BODIES {
            for given in self.of(field) {
                first = first.or(Some(given));
                empty &=
                    field != Field::Template && matches!(&given.value, Value::Text(text) if is_blank(text));
            }
        }
        match first {
            None => self
                .problems
                .note(Code::MissingBody, &"text")
                .push_str("expected text, html, ampHtml or template, found none of them"),
            Some(first) if empty => {
                self.problems.note(Code::EmptyBody, first).push_str("expected a body, found an empty one");
            }
            _ => {}
        }
    }

    /// Fields that exclude or need each other.
    fn kin(&mut self) {
        if self.has(Field::Html) && self.has(Field::Template) {
            self.problems
                .note(Code::HtmlWithTemplate, &"html")
                .push_str("expected html or template, found both");
        }
        for &(field, needed, code) in &NEEDS {
            if self.has(needed) {
                continue;
            }
            for given in self.of(field) {
                // A flag that says no is not sent.
                let silent = field == Field::TemplateText
                    && match &given.value {
                        Value::Flag(flag) => !flag,
                        Value::Text(text) => encode(Kind::OnlyYes, text).is_ok_and(|text| text.is_empty()),
                        _ => false,
                    };
                if !silent {
                    add!(
                        self.problems.note(code, given),
                        "expected `",
                        needed.row().name,
                        "` as well, found none"
                    );
                }
            }
        }
    }

    fn counts(&mut self) {
        let recipients = self.seen.recipients.len() as u64;
        let least = if recipients > RECIPIENTS_READ { " at least" } else { "" };
        let words = &["", "recipients in to, cc and bcc together", least];
        self.problems.over(Code::TooManyRecipients, &"to", words, RECIPIENTS_MAX, recipients);
        let mut tags = self.of(Field::Tags);
        let Some(first) = tags.next() else { return };
        let (place, count) = (&first.name(), tags.count() as u64 + 1);
        if count > TAGS_MAX {
            self.problems.over(Code::TooManyTags, place, &["", "tags", ""], TAGS_MAX, count);
        } else {
            let words = &["", "tags by Mailgun's older documents", ""];
            self.problems.over(Code::ManyTags, place, words, TAGS_DOUBT, count);
        }
    }

    fn duplicates(&mut self) {
        let recipients = &self.seen.recipients;
        let keys = || recipients.iter().map(|recipient| recipient.key.as_ref());
        let before = self.seen.before.get_or_insert_with(|| Index::new(keys()).before);
        for (second, before) in recipients.iter().zip(before) {
            if let Some(first) = recipients.get(before.wrapping_sub(1)) {
                if self.problems.counted(Code::DuplicateRecipient) {
                    break;
                }
                add!(
                    self.problems.note(Code::DuplicateRecipient, second.given),
                    second.lead,
                    "expected each recipient once, found ",
                    excerpt(&second.key),
                    " in `",
                    first.given,
                    "` as well"
                );
            }
        }
    }
}
