//! Recipient variables: keys written as the addresses in `to` are, and placeholders that every recipient has a value for.

use std::borrow::Cow;

use crate::address::{Mailbox, plain};
use crate::check::Check;
use crate::check::mailboxes::Recipient;
use crate::draft::{Given, Value};
use crate::index::Index;
use crate::json;
use crate::parameter::Field;
use crate::part::Part;
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{excerpt, find, visible};

/// The most recipients a call takes (RST, error codes: `Too many recipients, max is 1000`).
pub(super) const RECIPIENTS_MAX: usize = 1000;

/// What was given as recipient variables.
pub(super) struct Variables<'d, B> {
    given: &'d Given<B>,
    entries: Vec<Entry<'d>>,
}

struct Entry<'d> {
    /// What tells its recipient apart.
    recipient: Cow<'d, str>,
    /// The caller's own key.
    key: Cow<'d, str>,
    /// The JSON of its variables.
    variables: &'d str,
}

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    pub(super) fn recipient_variables(&mut self, group: &[&'d Given<B>]) {
        for given in group {
            let (Value::Text(text) | Value::Json(text)) = &given.value else {
                self.misplaced(given);
                continue;
            };
            let Some(members) = json::members(text) else {
                self.not_an_object(given, text);
                self.parts.push(Part::text(given.field.row().wire, text.as_str()));
                continue;
            };
            if members.len() > RECIPIENTS_MAX {
                let message = format!("expected at most {RECIPIENTS_MAX} entries, found {}", members.len());
                self.problems.add(Code::TooManyRecipientVariables, given.place(), message);
            }
            let mut out = String::with_capacity(text.len() + 2);
            let mut entries = Vec::with_capacity(members.len());
            let odd = self.oddly_written();
            let written = Index::new(odd.iter().map(|(key, _)| key.as_ref()).collect());
            for (key, variables) in members {
                self.variables_of_one(given, &key, variables);
                let address = self.address_of(given, &key);
                let as_in_to = address.as_ref().and_then(|(recipient, _)| written.find(recipient));
                let out_key = match (as_in_to.and_then(|at| odd.get(at)), &address) {
                    (Some((_, written)), _) => written,
                    (None, Some((_, address))) => address.as_ref(),
                    (None, None) => key.as_ref(),
                };
                out.push(if out.is_empty() { '{' } else { ',' });
                json::push_string(out_key, &mut out);
                out.push(':');
                out.push_str(variables);
                if let Some((recipient, _)) = address {
                    entries.push(Entry { recipient, key, variables });
                }
            }
            out.push_str(if out.is_empty() { "{}" } else { "}" });
            self.parts.push(Part::text(given.field.row().wire, out));
            self.repeated_keys(given, &entries);
            self.seen.batch = Some(Variables { given, entries });
        }
    }

    /// Recipients whose domain is not in lower case, by key: Mailgun's documents do not say whether it compares in that case.
    fn oddly_written(&self) -> Vec<(Cow<'d, str>, String)> {
        let written =
            |recipient: &Recipient<'d, B>| Some((recipient.key.clone(), recipient.written.clone()?));
        self.seen.recipients.iter().filter_map(written).collect()
    }

    fn variables_of_one(&mut self, given: &Given<B>, key: &str, variables: &str) {
        if !variables.starts_with('{') {
            let message = format!("expected an object of variables, found {}", excerpt(variables));
            self.problems.add(Code::InvalidJson, place_of_key(given, key), message);
        }
    }

    /// Of an entry's key, what tells its recipient apart, and the address as it goes out: its domain in lower case.
    fn address_of(&mut self, given: &Given<B>, key: &Cow<'d, str>) -> Option<(Cow<'d, str>, Cow<'d, str>)> {
        if plain(key).is_some_and(|address| address.len() == key.len()) {
            return Some((key.clone(), key.clone()));
        }
        match Mailbox::parse_plain(key, self.platform) {
            Ok(mut mailbox) => {
                mailbox.domain.make_ascii_lowercase();
                Some((mailbox.key().into(), mailbox.address().into()))
            }
            Err(error) => {
                let hint = "use the address alone, without a name".to_owned();
                let place = place_of_key(given, key);
                self.problems.add_hint(Code::InvalidRecipientKey, place, error.to_string(), hint);
                None
            }
        }
    }

    /// Two entries for one recipient: the later one's variables win (mailgun/mailgun-ruby#266).
    fn repeated_keys(&mut self, given: &Given<B>, entries: &[Entry<'d>]) {
        for (first, second) in
            Index::new(entries.iter().map(|entry| entry.recipient.as_ref()).collect()).repeated()
        {
            if let (Some(first), Some(second)) = (entries.get(first), entries.get(second)) {
                let place = place_of_key(given, &second.key);
                let message =
                    format!("expected each recipient once, found \"{}\" as well", excerpt(&first.key));
                self.problems.add(Code::DuplicateRecipient, place, message);
            }
        }
    }

    /// The rules between recipients, their variables and the placeholders of the texts.
    pub(super) fn batch(&mut self) {
        let batch = self.seen.batch.take();
        let Some(batch) = batch else {
            self.exposed();
            self.unfilled();
            return;
        };
        self.copies();
        self.strangers(&batch);
        // With more recipients than a call takes it would only take time.
        if self.seen.recipients.len() <= RECIPIENTS_MAX {
            self.placeholders(&batch);
        }
    }

    fn exposed(&mut self) {
        let mut to = self.seen.recipients.iter().filter(|recipient| recipient.field == Field::To);
        if let (Some(first), Some(_), false) = (to.next(), to.next(), self.has(Field::RecipientVariables)) {
            let count = to.count() + 2;
            let place = first.given.name();
            let message = format!(
                "expected recipient variables with {count} recipients, found none: each sees the others"
            );
            let hint =
                "set `recipientVariables: {}` to send each recipient a message of their own".to_owned();
            self.problems.add_hint(Code::RecipientsExposed, place, message, hint);
        }
    }

    fn copies(&mut self) {
        let batch = self.seen.recipients.iter().filter(|recipient| recipient.field == Field::To).count() > 1;
        let copy = self.seen.recipients.iter().find(|recipient| recipient.field != Field::To);
        if let (true, Some(copy)) = (batch, copy) {
            let message = "expected no copies in a batch: each is sent once for every recipient in `to`";
            let place = copy.place();
            self.problems.add(Code::CopiesRepeated, place, message);
        }
    }

    fn strangers(&mut self, batch: &Variables<'d, B>) {
        let known = Index::new(self.seen.recipients.iter().map(|recipient| recipient.key.as_ref()).collect());
        let strangers: Vec<_> =
            batch.entries.iter().filter(|entry| known.find(&entry.recipient).is_none()).collect();
        if strangers.is_empty() {
            return;
        }
        let lower: Vec<String> =
            self.seen.recipients.iter().map(|recipient| recipient.key.to_ascii_lowercase()).collect();
        let known = Index::new(lower.iter().map(String::as_str).collect());
        for entry in strangers {
            let place = place_of_key(batch.given, &entry.key);
            let message = "expected the address of a recipient, found another";
            let meant = known.find(&entry.recipient.to_ascii_lowercase());
            match meant.and_then(|at| self.seen.recipients.get(at)) {
                Some(recipient) => {
                    let hint = format!("write it as in `to`: {}", excerpt(&recipient.key));
                    self.problems.add_hint(Code::UnknownRecipient, place, message, hint);
                }
                None => self.problems.add(Code::UnknownRecipient, place, message),
            }
        }
    }

    /// Every `%recipient.name%` in subject, bodies, headers and variables (Mailgun, Batch Sending), once: its name, and the place
    /// where it stands first.
    fn used(&self) -> Vec<(String, String)> {
        let variables = Field::RecipientVariables.row().wire;
        let mut used: Vec<(&str, &str)> = Vec::new();
        for part in self.parts.iter().filter(|part| part.name != variables) {
            if let Some(text) = part.as_text() {
                used.extend(recipient_placeholders(text).map(|name| (name, part.name.as_ref())));
            }
        }
        let index = Index::new(used.iter().map(|(name, _)| *name).collect());
        let mut place = ("", String::new());
        let once = index.distinct().filter_map(|at| used.get(at));
        once.map(|&(name, part)| {
            if place.0 != part {
                place = (part, self.place_of(part));
            }
            (name.to_owned(), place.1.clone())
        })
        .collect()
    }

    /// Placeholders without any recipient variables.
    fn unfilled(&mut self) {
        if self.has(Field::RecipientVariables) {
            return;
        }
        for (name, place) in self.used() {
            let message =
                format!("expected recipient variables for %recipient.{}%, found none", excerpt(&name));
            self.problems.add(Code::MissingRecipientVariable, place, message);
        }
    }

    fn placeholders(&mut self, batch: &Variables<'d, B>) {
        let used = self.used();
        if used.is_empty() {
            return;
        }
        let to = self.distinct();
        let filled = batch.filled(&used, &to);
        for ((name, place), filled) in used.into_iter().zip(filled) {
            let Some(first) = to.get(filled.run) else { continue };
            let others = match to.len() - filled.count {
                ..=1 => String::new(),
                count => format!(" and {} more", count - 1),
            };
            let message = format!(
                "expected %recipient.{}% to have a value for every recipient, found none for {}{others}",
                excerpt(&name),
                excerpt(first)
            );
            self.problems.add(Code::MissingRecipientVariable, place, message);
        }
    }

    /// Those in `to`, each once.
    fn distinct(&self) -> Vec<String> {
        let to = self.seen.recipients.iter().filter(|recipient| recipient.field == Field::To);
        let keys: Vec<&str> = to.map(|recipient| recipient.key.as_ref()).collect();
        let index = Index::new(keys.clone());
        index.distinct().filter_map(|at| keys.get(at)).map(|key| (*key).to_owned()).collect()
    }

    /// The place of the part of that name, as the caller wrote it.
    fn place_of(&self, part: &str) -> String {
        let mut given = self.draft.given().iter();
        let of = |given: &&Given<B>| {
            part.strip_prefix(given.field.row().wire) == Some(given.key.as_deref().unwrap_or_default())
        };
        given.find(of).map_or_else(|| part.to_owned(), Given::place)
    }
}

/// The place of one entry, as the caller wrote it.
fn place_of_key<B>(given: &Given<B>, key: &str) -> String {
    format!("{}[\"{}\"]", given.place(), visible(key))
}

/// Who has a value for a placeholder.
#[derive(Clone, Default)]
struct Filled {
    /// How many recipients have one.
    count: usize,
    /// How many at the start of the list have one: the first that lacks it comes after them.
    run: usize,
    /// The number of the last that has one, from 1.
    last: usize,
}

impl<B> Variables<'_, B> {
    /// For each name that is used, who has a value for it: one look at each variable of each recipient.
    fn filled(&self, used: &[(String, String)], to: &[String]) -> Vec<Filled> {
        let names = Index::new(used.iter().map(|(name, _)| name.as_str()).collect());
        let entries = Index::new(self.entries.iter().map(|entry| entry.recipient.as_ref()).collect());
        let mut filled = vec![Filled::default(); used.len()];
        for (index, key) in to.iter().enumerate() {
            let entry = entries.find(key).and_then(|at| self.entries.get(at));
            for (name, _) in entry.and_then(|entry| json::members(entry.variables)).unwrap_or_default() {
                let Some(filled) = names.find(&name).and_then(|at| filled.get_mut(at)) else { continue };
                filled.count += usize::from(filled.last <= index);
                filled.run += usize::from(filled.run == index);
                filled.last = index + 1;
            }
        }
        filled
    }
}

const START: &str = "%recipient.";

/// The names in `%recipient.name%`.
fn recipient_placeholders(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            rest = rest.get(find(rest, START)? + START.len()..)?;
            let name = rest.split('%').next()?;
            let closed = name.len() < rest.len() && (1..=128).contains(&name.len());
            if closed && !name.contains(char::is_whitespace) {
                return Some(name);
            }
        }
    })
}
