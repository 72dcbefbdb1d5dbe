//! Recipient variables: an object for each recipient, by keys written as the addresses in `to` are.

use std::borrow::Cow;

use crate::address::{Mailbox, plain};
use crate::check::Check;
use crate::check::batch::RECIPIENTS_MAX;
use crate::draft::{Given, Value};
use crate::index::Index;
use crate::json;
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{crlf, excerpt, visible};
use crate::words::{Words, add};

/// What was given as recipient variables.
pub(super) struct Variables<'d, B> {
    given: &'d Given<B>,
    pub(super) entries: Vec<Entry<'d>>,
}

pub(super) struct Entry<'d> {
    /// What tells its recipient apart.
    pub(super) recipient: Cow<'d, str>,
    /// The place of its recipient among those of the message.
    pub(super) place: usize,
    /// The caller's own key.
    key: Cow<'d, str>,
    /// The JSON of its variables.
    pub(super) variables: &'d str,
}

impl<'d, B> Variables<'d, B> {
    /// The place of an entry, as the caller wrote it.
    pub(super) fn place<'v>(&'v self, entry: &'v Entry<'d>) -> PlaceOfKey<'v, B> {
        PlaceOfKey(self.given, &entry.key)
    }
}

/// A key and the JSON of its value.
type Member<'d> = (Cow<'d, str>, &'d str);

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    pub(super) fn recipient_variables(&mut self, group: &[&'d Given<B>]) {
        for given in group {
            let (Value::Text(text) | Value::Json(text)) = &given.value else {
                self.misplaced(given);
                continue;
            };
            let text = text.as_str();
            let mut members = Vec::new();
            if !json::read(text, &mut members) {
                self.not_an_object(given, text);
                self.send(given.field, crlf(text));
                continue;
            }
            let (words, found) = (&["", "entries", ""], members.len() as u64);
            self.problems.over(Code::TooManyRecipientVariables, given, words, RECIPIENTS_MAX, found);
            let (batch, renamed) = self.batch_of(given, &mut members);
            let mut written = written(text, &members, renamed);
            if let Cow::Owned(clean) = crlf(&written) {
                written = Cow::Owned(clean);
            }
            self.send(given.field, written);
            self.repeated_keys(&batch);
            self.seen.batch = Some(batch);
        }
    }

    /// What each member is to its recipient, and whether the key of one goes out otherwise than it came: then it stands in its place.
    fn batch_of(&mut self, given: &'d Given<B>, members: &mut [Member<'d>]) -> (Variables<'d, B>, bool) {
        let mut recipients = std::mem::take(&mut self.seen.recipients);
        let known = Index::new(recipients.iter().map(|recipient| recipient.key.as_ref()));
        let once = known.before.iter().all(|&before| before == 0);
        let mut entries = Vec::with_capacity(members.len());
        let mut renamed = false;
        for (at, (key, variables)) in members.iter_mut().enumerate() {
            self.variables_of_one(given, key, variables);
            // Most lists have one order: then the key is the very address, in the plain form, of the recipient there.
            let plainly = recipients.get(at).is_some_and(|recipient| recipient.is_plainly(key));
            let own = key.clone();
            let (recipient, place) = if once && plainly {
                (own.clone(), at)
            } else {
                let Some((recipient, address)) = self.address_of(given, key) else { continue };
                let place = known.find(&recipient);
                // Where its domain is not in lower case: Mailgun's documents do not say whether it compares in that case.
                let written = recipients.get(place).and_then(|to| to.written.as_ref());
                if let Some(address) = written.or(address.as_ref())
                    && *address != own
                {
                    *key = address.clone().into();
                    renamed = true;
                }
                (recipient, place)
            };
            entries.push(Entry { recipient, place, key: own, variables });
        }
        let before = known.before;
        // Of several entries for one recipient the latest stays (mailgun/mailgun-ruby#266).
        for recipient in &mut recipients {
            recipient.variables = "";
        }
        for entry in &entries {
            if let Some(to) = recipients.get_mut(entry.place) {
                to.variables = entry.variables;
            }
        }
        self.seen.before = Some(before);
        self.seen.recipients = recipients;
        (Variables { given, entries }, renamed)
    }

    fn variables_of_one(&mut self, given: &Given<B>, key: &str, variables: &str) {
        if !variables.starts_with('{') {
            add!(
                self.problems.note(Code::InvalidJson, &PlaceOfKey(given, key)),
                "expected an object of variables, found ",
                excerpt(variables)
            );
        }
    }

    /// Of an entry's key, what tells its recipient apart, and the address as it goes out, its domain in lower case, where that is not
    /// the key itself.
    fn address_of(&mut self, given: &Given<B>, key: &Cow<'d, str>) -> Option<(Cow<'d, str>, Option<String>)> {
        if plain(key).is_some_and(|address| address.len() == key.len()) {
            return Some((key.clone(), None));
        }
        match Mailbox::parse_plain(key, self.platform) {
            Ok(mut mailbox) => {
                mailbox.domain.make_ascii_lowercase();
                Some((mailbox.key().into(), Some(mailbox.address())))
            }
            Err(error) => {
                add!(
                    self.problems.advise(
                        Code::InvalidRecipientKey,
                        &PlaceOfKey(given, key),
                        "use the address alone, without a name"
                    ),
                    error
                );
                None
            }
        }
    }

    /// Two entries for one recipient: the later one's variables win (mailgun/mailgun-ruby#266).
    fn repeated_keys(&mut self, batch: &Variables<'d, B>) {
        let entries = &batch.entries;
        if entries.iter().enumerate().all(|(at, entry)| entry.place == at) {
            return;
        }
        let index = Index::new(entries.iter().map(|entry| entry.recipient.as_ref()));
        for (entry, before) in entries.iter().zip(&index.before) {
            if let Some(first) = entries.get(before.wrapping_sub(1)) {
                add!(
                    self.problems.note(Code::DuplicateRecipient, &batch.place(entry)),
                    "expected each recipient once, found \"",
                    excerpt(&first.key),
                    "\" as well"
                );
            }
        }
    }
}

/// The JSON of the members as it goes out: the text itself, where nothing is renamed, escaped or spaced.
fn written<'d>(text: &'d str, members: &[Member<'d>], renamed: bool) -> Cow<'d, str> {
    let length = |(key, variables): &Member<'_>| key.len() + variables.len() + r#""":,"#.len();
    let least = members.iter().map(length).sum::<usize>() + "{}".len() - usize::from(!members.is_empty());
    if !renamed && text.len() == least {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 2);
    for (key, variables) in members {
        out.push(if out.is_empty() { '{' } else { ',' });
        json::push_string(key, &mut out);
        out.push(':');
        out.push_str(variables);
    }
    out.push_str(if out.is_empty() { "{}" } else { "}" });
    Cow::Owned(out)
}

/// The place of one entry, as the caller wrote it.
pub(super) struct PlaceOfKey<'d, B>(&'d Given<B>, &'d str);

impl<B> Words for PlaceOfKey<'_, B> {
    fn add_to(&self, out: &mut String) {
        add!(out, self.0, "[\"", visible(self.1), "\"]");
    }
}
