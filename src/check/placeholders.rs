//! Placeholders: each `%recipient.name%` of the texts has a value for every recipient, and none is written `%name%`.

use std::borrow::Cow;

use crate::address::Mailbox;
use crate::check::Check;
use crate::check::recipient_variables::Variables;
use crate::draft::{Draft, Given, Value};
use crate::index::Index;
use crate::json;
use crate::parameter::Field;
use crate::part::Part;
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{excerpt, find, split_first, split_last};
use crate::words::{Words, add, words};

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    /// Placeholders without any recipient variables.
    pub(super) fn unfilled(&mut self) {
        for &(name, place) in &names(self.draft, &self.parts) {
            if let Some(name) = of_recipient(name) {
                add!(
                    self.problems.note(Code::MissingRecipientVariable, place),
                    "expected recipient variables for %recipient.",
                    excerpt(name),
                    "%, found none"
                );
            }
        }
    }

    /// Placeholders that some recipient has no value for, and those that are no placeholder without `recipient.`.
    pub(super) fn placeholders(&mut self, batch: &Variables<'d, B>) {
        let first = batch.entries.first().map_or("", |entry| entry.variables);
        let mut members = Vec::new();
        json::read(first, &mut members);
        let known = Index::new(members.iter().map(|(name, _)| name.as_ref()));
        let mut used = Vec::new();
        for &(name, place) in &names(self.draft, &self.parts) {
            // Mailgun sends it as it is (mailgun/mailgun-ruby#90).
            if known.contains(name) {
                add!(
                    self.problems.note(Code::BarePlaceholder, place),
                    "expected %recipient.",
                    excerpt(name),
                    "%, found it without `recipient.`"
                );
            }
            if let Some(name) = of_recipient(name) {
                used.push(Used { name, place, count: 0, run: 0, last: 0 });
            }
        }
        if used.is_empty() {
            return;
        }
        let mut to = Vec::new();
        for (recipient, &before) in
            self.seen.recipients.iter().zip(self.seen.before.as_deref().unwrap_or_default())
        {
            if recipient.field == Field::To && before == 0 {
                to.push(recipient);
            }
        }
        let names = Index::new(used.iter().map(|used| used.name));
        for (index, recipient) in to.iter().enumerate() {
            json::read(recipient.variables, &mut members);
            for (name, _) in &members {
                let Some(used) = used.get_mut(names.find(name)) else { continue };
                used.count += usize::from(used.last <= index);
                used.run += usize::from(used.run == index);
                used.last = index + 1;
            }
        }
        for used in &used {
            let Some(first) = to.get(used.run) else { continue };
            let others = match to.len() - used.count {
                ..=1 => String::new(),
                count => words![" and ", count - 1, " more"],
            };
            add!(
                self.problems.note(Code::MissingRecipientVariable, used.place),
                "expected %recipient.",
                excerpt(used.name),
                "% to have a value for every recipient, found none for ",
                excerpt(&first.key),
                others
            );
        }
    }

    /// A value with `%recipient.x%` in the place of an address, which Mailgun fills in for each recipient of a batch: it is read
    /// with a domain after it, and written without.
    pub(super) fn filled_in(&self, given: &Given<B>) -> Option<String> {
        const DOMAIN: &str = "@placeholder.invalid";
        let (name, text) = match &given.value {
            Value::Text(text) => (None, text.as_str()),
            Value::Mailbox { name, address } => (name.as_deref(), address.as_str()),
            _ => return None,
        };
        if !self.has(Field::RecipientVariables) {
            return None;
        }
        // Another one may stand in the name before it.
        let before = split_last(text, b'<').map_or(0, |(before, _)| before.len());
        let start = before + find(text.get(before..)?, "%recipient")? + 1;
        let (start, end) = text.split_at_checked(start + find(text.get(start..)?, "%")? + 1)?;
        let whole = words![start, DOMAIN, end];
        let mailbox = match name {
            None => Mailbox::parse(&whole, self.platform),
            name => Mailbox::new(name, &whole, self.platform),
        };
        let mut out = String::new();
        mailbox.ok()?.push_to(&mut out);
        let (start, end) = out.split_at_checked(find(&out, DOMAIN)?)?;
        let end = end.strip_prefix(DOMAIN)?;
        Some(words![start, end])
    }
}

/// A placeholder, and who of the recipients has a value for it.
struct Used<'p> {
    /// What follows `recipient.`.
    name: &'p str,
    /// Where it stands first.
    place: &'p dyn Words,
    /// How many recipients have a value.
    count: usize,
    /// How many at the start of the list have one: the first that lacks it comes after them.
    run: usize,
    /// The number of the last that has one, from 1.
    last: usize,
}

const RECIPIENT: &str = "recipient.";

/// The longest name of a placeholder, in bytes.
const NAME_BYTES_MAX: usize = 128;

/// What follows `recipient.` (Mailgun, Batch Sending).
fn of_recipient(name: &str) -> Option<&str> {
    name.strip_prefix(RECIPIENT).filter(|name| !name.is_empty())
}

/// Every `%name%` in subject, bodies, headers and variables, once: what stands between the signs, without white space, and the place
/// where it stands first.
fn names<'p, B>(draft: &'p Draft<B>, parts: &'p [Part<'_, B>]) -> Vec<(&'p str, &'p dyn Words)> {
    let variables = Field::RecipientVariables.row().wire;
    let mut found = Vec::new();
    for part in parts {
        let mut rest = part.as_text().filter(|_| part.name != variables).unwrap_or_default();
        let mut place = None;
        while let Some((_, after)) = split_first(rest, b'%') {
            rest = after;
            let Some((name, _)) = split_first(rest, b'%') else { break };
            if (1..=RECIPIENT.len() + NAME_BYTES_MAX).contains(&name.len())
                && !name.chars().any(char::is_whitespace)
            {
                found.push((name, *place.get_or_insert_with(|| place_of(draft, &part.name))));
            }
        }
    }
    if found.is_empty() {
        return found;
    }
    let index = Index::new(found.iter().map(|(name, _)| *name));
    let mut once = Vec::new();
    for (name, before) in found.iter().zip(&index.before) {
        if *before == 0 {
            once.push(*name);
        }
    }
    once
}

/// The place of the part of that name, as the caller wrote it.
#[expect(clippy::ptr_arg, reason = "a reference to it is what is shown where nobody wrote it")]
pub(super) fn place_of<'p, B>(draft: &'p Draft<B>, part: &'p Cow<'_, str>) -> &'p dyn Words {
    let of = |given: &&Given<B>| {
        part.strip_prefix(given.field.row().wire) == Some(given.key.as_deref().unwrap_or_default())
    };
    match draft.given().iter().find(of) {
        Some(given) => given,
        None => part,
    }
}
