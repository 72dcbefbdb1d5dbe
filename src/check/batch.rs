//! A message to several recipients: who sees whom, who gets which copy, and whose variables there are.

use crate::check::Check;
use crate::check::recipient_variables::Variables;
use crate::index::{Index, NOWHERE};
use crate::parameter::Field;
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::excerpt;
use crate::words::{add, words};

/// The most recipients a call takes (RST, error codes: `Too many recipients, max is 1000`).
pub(super) const RECIPIENTS_MAX: u64 = 1000;

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    /// The rules between recipients, their variables and the placeholders of the texts.
    pub(super) fn batch(&mut self) {
        let Some(batch) = self.seen.batch.take() else {
            // Variables that could not be read are told already.
            if !self.has(Field::RecipientVariables) {
                if self.seen.recipients.len() > 1 {
                    self.exposed();
                }
                self.unfilled();
            }
            return;
        };
        self.copies();
        self.strangers(&batch);
        // With more recipients than a call takes it would only take time.
        if self.seen.recipients.len() as u64 <= RECIPIENTS_MAX {
            self.placeholders(&batch);
        }
    }

    /// How many recipients stand in `to`. They come first, as in the table.
    fn in_to(&self) -> usize {
        self.seen.recipients.iter().filter(|recipient| recipient.field == Field::To).count()
    }

    fn exposed(&mut self) {
        let count = self.in_to();
        if let (2.., Some(first)) = (count, self.seen.recipients.first()) {
            add!(
                self.problems.advise(
                    Code::RecipientsExposed,
                    &first.given.name(),
                    "set `recipientVariables: {}` to send each recipient a message of their own"
                ),
                "expected recipient variables with ",
                count,
                " recipients, found none: each sees the others"
            );
        }
    }

    fn copies(&mut self) {
        let count = self.in_to();
        if let (2.., Some(copy)) = (count, self.seen.recipients.get(count)) {
            self.problems
                .note(Code::CopiesRepeated, copy.given)
                .push_str("expected no copies in a batch: each is sent once for every recipient in `to`");
        }
    }

    fn strangers(&mut self, batch: &Variables<'d, B>) {
        if batch.entries.iter().all(|entry| entry.place != NOWHERE) {
            return;
        }
        let mut lower: Vec<String> = Vec::new();
        for recipient in &self.seen.recipients {
            lower.push(recipient.key.to_ascii_lowercase());
        }
        let known = Index::new(lower.iter().map(String::as_str));
        for entry in batch.entries.iter().filter(|entry| entry.place == NOWHERE) {
            let meant = known.find(&entry.recipient.to_ascii_lowercase());
            let hint = match self.seen.recipients.get(meant) {
                Some(recipient) => words!["write it as in `to`: ", excerpt(&recipient.key)],
                None => String::new(),
            };
            self.problems
                .advise(Code::UnknownRecipient, &batch.place(entry), &hint)
                .push_str("expected the address of a recipient, found another");
        }
    }
}
