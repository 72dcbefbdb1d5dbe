//! Recipient variables: keys written as the addresses in `to` are, and placeholders that every recipient has a value for.

use std::borrow::Cow;
use std::fmt;

use crate::address::{Mailbox, plain};
use crate::check::Check;
use crate::draft::{Given, Value};
use crate::index::{Index, distinct};
use crate::json;
use crate::parameter::Field;
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
    /// The place of its recipient among those of the message, where it is one of them.
    place: Option<usize>,
    /// The caller's own key.
    key: Cow<'d, str>,
    /// The JSON of its variables.
    variables: &'d str,
}

/// A key and the JSON of its value.
type Member<'d> = (Cow<'d, str>, &'d str);

/// Which member, and the key it goes out under.
type Renamed = (usize, String);

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    pub(super) fn recipient_variables(&mut self, group: &[&'d Given<B>]) {
        for given in group {
            let (Value::Text(text) | Value::Json(text)) = &given.value else {
                self.misplaced(given);
                continue;
            };
            let Some(members) = json::members(text) else {
                self.not_an_object(given, text);
                self.send(given.field, text.as_str());
                continue;
            };
            if members.len() > RECIPIENTS_MAX {
                self.problems.add(
                    Code::TooManyRecipientVariables,
                    given,
                    format_args!("expected at most {RECIPIENTS_MAX} entries, found {}", members.len()),
                );
            }
            let (entries, renamed) = self.entries_of(given, &members);
            self.send(given.field, written(text, &members, &renamed));
            self.repeated_keys(given, &entries);
            self.seen.batch = Some(Variables { given, entries });
        }
    }

    /// What each member is to its recipient, and the members whose key goes out otherwise than it came.
    fn entries_of(&mut self, given: &Given<B>, members: &[Member<'d>]) -> (Vec<Entry<'d>>, Vec<Renamed>) {
        let recipients = std::mem::take(&mut self.seen.recipients);
        let known = Index::new(recipients.iter().map(|recipient| recipient.key.as_ref()));
        let once = known.repeated().is_empty();
        let mut entries = Vec::with_capacity(members.len());
        let mut renamed = Vec::new();
        for (at, (key, variables)) in members.iter().enumerate() {
            self.variables_of_one(given, key, variables);
            // Most lists have one order: then the key is the very address, in the plain form, of the recipient there.
            if once && recipients.get(at).is_some_and(|recipient| recipient.is_plainly(key)) {
                entries.push(Entry { recipient: key.clone(), place: Some(at), key: key.clone(), variables });
                continue;
            }
            let Some((recipient, address)) = self.address_of(given, key) else { continue };
            let place = known.find(&recipient);
            let to = place.and_then(|place| recipients.get(place));
            // Where its domain is not in lower case: Mailgun's documents do not say whether it compares in that case.
            match to.and_then(|to| to.written.as_deref()).unwrap_or(&address) {
                same if same == key => {}
                other => renamed.push((at, other.to_owned())),
            }
            entries.push(Entry { recipient, place, key: key.clone(), variables });
        }
        self.seen.repeated = Some(known.into_repeated());
        self.seen.recipients = recipients;
        (entries, renamed)
    }

    fn variables_of_one(&mut self, given: &Given<B>, key: &str, variables: &str) {
        if !variables.starts_with('{') {
            self.problems.add(
                Code::InvalidJson,
                &PlaceOfKey(given, key),
                format_args!("expected an object of variables, found {}", excerpt(variables)),
            );
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
                self.problems.add_hint(
                    Code::InvalidRecipientKey,
                    &PlaceOfKey(given, key),
                    format_args!("{error}"),
                    Some(&"use the address alone, without a name"),
                );
                None
            }
        }
    }

    /// Two entries for one recipient: the later one's variables win (mailgun/mailgun-ruby#266).
    fn repeated_keys(&mut self, given: &Given<B>, entries: &[Entry<'d>]) {
        let strangers = entries.iter().filter(|entry| entry.place.is_none());
        let strangers = Index::new(strangers.map(|entry| entry.recipient.as_ref()));
        // The latest entry of each recipient, and after them of each stranger.
        let known = self.seen.recipients.len();
        let mut latest = vec![None; known + entries.len()];
        for entry in entries {
            let stranger = || known + strangers.find(&entry.recipient).unwrap_or_default();
            let latest = latest.get_mut(entry.place.unwrap_or_else(stranger));
            if let Some(first) = latest.and_then(|latest: &mut Option<&Entry<'_>>| latest.replace(entry)) {
                self.problems.add(
                    Code::DuplicateRecipient,
                    &PlaceOfKey(given, &entry.key),
                    format_args!("expected each recipient once, found \"{}\" as well", excerpt(&first.key)),
                );
            }
        }
    }

    /// The rules between recipients, their variables and the placeholders of the texts.
    pub(super) fn batch(&mut self) {
        let batch = self.seen.batch.take();
        let Some(batch) = batch else {
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
        if self.seen.recipients.len() <= RECIPIENTS_MAX {
            self.placeholders(&batch);
        }
    }

    fn exposed(&mut self) {
        let mut to = self.seen.recipients.iter().filter(|recipient| recipient.field == Field::To);
        if let (Some(first), Some(_)) = (to.next(), to.next()) {
            let count = to.count() + 2;
            self.problems.add_hint(
                Code::RecipientsExposed,
                &first.given.name(),
                format_args!(
                    "expected recipient variables with {count} recipients, found none: each sees the others"
                ),
                Some(&"set `recipientVariables: {}` to send each recipient a message of their own"),
            );
        }
    }

    fn copies(&mut self) {
        let batch = self.seen.recipients.iter().filter(|recipient| recipient.field == Field::To).count() > 1;
        let copy = self.seen.recipients.iter().find(|recipient| recipient.field != Field::To);
        if let (true, Some(copy)) = (batch, copy) {
            self.problems.add(
                Code::CopiesRepeated,
                copy.given,
                format_args!("expected no copies in a batch: each is sent once for every recipient in `to`"),
            );
        }
    }

    fn strangers(&mut self, batch: &Variables<'d, B>) {
        if batch.entries.iter().all(|entry| entry.place.is_some()) {
            return;
        }
        let mut lower: Vec<String> = Vec::new();
        for recipient in &self.seen.recipients {
            lower.push(recipient.key.to_ascii_lowercase());
        }
        let known = Index::new(lower.iter().map(String::as_str));
        for entry in batch.entries.iter().filter(|entry| entry.place.is_none()) {
            let meant = known.find(&entry.recipient.to_ascii_lowercase());
            let hint = meant
                .and_then(|at| self.seen.recipients.get(at))
                .map(|recipient| format!("write it as in `to`: {}", excerpt(&recipient.key)));
            self.problems.add_hint(
                Code::UnknownRecipient,
                &PlaceOfKey(batch.given, &entry.key),
                format_args!("expected the address of a recipient, found another"),
                hint.as_ref().map(|hint| hint as _),
            );
        }
    }

    /// Every `%recipient.name%` in subject, bodies, headers and variables (Mailgun, Batch Sending), once: its name, and the place
    /// where it stands first.
    fn used(&self) -> Vec<(String, String)> {
        let variables = Field::RecipientVariables.row().wire;
        let mut used: Vec<(&str, &str)> = Vec::new();
        for part in self.parts.iter().filter(|part| part.name != variables) {
            if let Some(text) = part.as_text() {
                placeholders(text, &part.name, &mut used);
            }
        }
        if used.is_empty() { Vec::new() } else { self.once(&used) }
    }

    /// Each name once, of names and the parts where they stand.
    fn once(&self, used: &[(&str, &str)]) -> Vec<(String, String)> {
        let index = Index::new(used.iter().map(|(name, _)| *name));
        let mut place = ("", String::new());
        let mut once = Vec::new();
        for at in index.distinct() {
            let Some(&(name, part)) = used.get(at) else { continue };
            if place.0 != part {
                place = (part, self.place_of(part));
            }
            once.push((name.to_owned(), place.1.clone()));
        }
        once
    }

    /// Placeholders without any recipient variables.
    fn unfilled(&mut self) {
        for (name, place) in &self.used() {
            self.problems.add(
                Code::MissingRecipientVariable,
                place,
                format_args!("expected recipient variables for %recipient.{}%, found none", excerpt(name)),
            );
        }
    }

    fn placeholders(&mut self, batch: &Variables<'d, B>) {
        let used = self.used();
        if used.is_empty() {
            return;
        }
        let to = self.distinct();
        let filled = batch.filled(&used, &to, self.seen.recipients.len());
        for ((name, place), filled) in used.iter().zip(&filled) {
            let Some(first) = to.get(filled.run).and_then(|&at| self.seen.recipients.get(at)) else {
                continue;
            };
            let others = match to.len() - filled.count {
                ..=1 => String::new(),
                count => format!(" and {} more", count - 1),
            };
            self.problems.add(
                Code::MissingRecipientVariable,
                place,
                format_args!(
                    "expected %recipient.{}% to have a value for every recipient, found none for {}{others}",
                    excerpt(name),
                    excerpt(&first.key)
                ),
            );
        }
    }

    /// The places of those in `to`, which come first in the table, each once.
    fn distinct(&self) -> Vec<usize> {
        let to = self.seen.recipients.iter().take_while(|recipient| recipient.field == Field::To);
        distinct(to.count(), self.seen.repeated.as_deref().unwrap_or_default())
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

/// The JSON of the members as it goes out: the text itself, where nothing is renamed, escaped or spaced.
fn written<'d>(text: &'d str, members: &[Member<'d>], renamed: &[Renamed]) -> Cow<'d, str> {
    let length = |(key, variables): &Member<'_>| key.len() + variables.len() + r#""":,"#.len();
    let least = members.iter().map(length).sum::<usize>() + "{}".len() - usize::from(!members.is_empty());
    if renamed.is_empty() && text.len() == least {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 2);
    let mut renamed = renamed.iter().peekable();
    for (at, (key, variables)) in members.iter().enumerate() {
        let other = renamed.next_if(|(other, _)| *other == at);
        out.push(if out.is_empty() { '{' } else { ',' });
        json::push_string(other.map_or(key, |(_, other)| other), &mut out);
        out.push(':');
        out.push_str(variables);
    }
    out.push_str(if out.is_empty() { "{}" } else { "}" });
    Cow::Owned(out)
}

/// The place of one entry, as the caller wrote it.
struct PlaceOfKey<'d, B>(&'d Given<B>, &'d str);

impl<B> fmt::Display for PlaceOfKey<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[\"{}\"]", self.0, visible(self.1))
    }
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
    fn filled(&self, used: &[(String, String)], to: &[usize], recipients: usize) -> Vec<Filled> {
        let names = Index::new(used.iter().map(|(name, _)| name.as_str()));
        let mut variables = vec![""; recipients];
        // The first of several entries is the one that stays.
        for entry in self.entries.iter().rev() {
            if let Some(variables) = entry.place.and_then(|place| variables.get_mut(place)) {
                *variables = entry.variables;
            }
        }
        let mut filled = vec![Filled::default(); used.len()];
        for (index, &place) in to.iter().enumerate() {
            let variables = variables.get(place).copied().unwrap_or_default();
            for (name, _) in &json::members(variables).unwrap_or_default() {
                let Some(filled) = names.find(name).and_then(|at| filled.get_mut(at)) else { continue };
                filled.count += usize::from(filled.last <= index);
                filled.run += usize::from(filled.run == index);
                filled.last = index + 1;
            }
        }
        filled
    }
}

const START: &str = "%recipient.";

/// Adds the names in `%recipient.name%` of a part, each with the part's.
fn placeholders<'p>(text: &'p str, part: &'p str, used: &mut Vec<(&'p str, &'p str)>) {
    let mut rest = text;
    while let Some(at) = find(rest, START) {
        rest = rest.get(at + START.len()..).unwrap_or_default();
        let name = rest.split('%').next().unwrap_or_default();
        let closed = name.len() < rest.len() && (1..=128).contains(&name.len());
        if closed && !name.chars().any(char::is_whitespace) {
            used.push((name, part));
        }
    }
}
