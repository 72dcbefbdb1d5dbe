//! Placeholders: each `%recipient.name%` of the texts has a value for every recipient, and none is written `%name%`.

use crate::address::Mailbox;
use crate::check::Check;
use crate::check::recipient_variables::Variables;
use crate::draft::{Given, Value};
use crate::index::{Index, distinct};
use crate::json;
use crate::parameter::Field;
use crate::platform::Platform;
use crate::problem::Code;
use crate::text::{excerpt, find, split_last};

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    /// Every `%name%` in subject, bodies, headers and variables, each with the part where it stands.
    fn names(&self) -> Vec<(&str, &str)> {
        let variables = Field::RecipientVariables.row().wire;
        let mut found = Vec::new();
        for part in self.parts.iter().filter(|part| part.name != variables) {
            if let Some(text) = part.as_text() {
                names(text, &part.name, &mut found);
            }
        }
        found
    }

    /// Of these, every `%recipient.name%` (Mailgun, Batch Sending), once: its name, and the place where it stands first.
    fn used(&self, names: &[(&str, &str)]) -> Vec<(String, String)> {
        let mut used = Vec::new();
        for (name, part) in names {
            if let Some(name) = name.strip_prefix(RECIPIENT).filter(|name| !name.is_empty()) {
                used.push((name, *part));
            }
        }
        self.once(&used)
    }

    /// Of these, every `%name%` that the first entry's variables have as well, once.
    fn bare(&self, names: &[(&str, &str)], batch: &Variables<'d, B>) -> Vec<(String, String)> {
        let Some(first) = batch.entries.first().filter(|_| !names.is_empty()) else { return Vec::new() };
        let variables = json::members(first.variables).unwrap_or_default();
        let known = Index::new(variables.iter().map(|(name, _)| name.as_ref()));
        let mut bare = Vec::new();
        for &(name, part) in names {
            if known.find(name).is_some() {
                bare.push((name, part));
            }
        }
        self.once(&bare)
    }

    /// Each name once, of names and the parts where they stand.
    fn once(&self, used: &[(&str, &str)]) -> Vec<(String, String)> {
        if used.is_empty() {
            return Vec::new();
        }
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
    pub(super) fn unfilled(&mut self) {
        for (name, place) in &self.used(&self.names()) {
            self.problems.add(
                Code::MissingRecipientVariable,
                place,
                format_args!("expected recipient variables for %recipient.{}%, found none", excerpt(name)),
            );
        }
    }

    /// Placeholders that some recipient has no value for.
    pub(super) fn placeholders(&mut self, batch: &Variables<'d, B>) {
        let names = self.names();
        let (used, bare) = (self.used(&names), self.bare(&names, batch));
        // Mailgun sends it as it is (mailgun/mailgun-ruby#90).
        for (name, place) in &bare {
            self.problems.add(
                Code::BarePlaceholder,
                place,
                format_args!("expected %recipient.{}%, found it without `recipient.`", excerpt(name)),
            );
        }
        if used.is_empty() {
            return;
        }
        let to = self.distinct();
        let filled = filled(&used, &to, &batch.of_each(self.seen.recipients.len()));
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
        let start = before + find(text.get(before..)?, "%recipient")?;
        let end = start + 2 + find(text.get(start + 1..)?, "%")?;
        let whole = format!("{}{DOMAIN}{}", text.get(..end)?, text.get(end..)?);
        let mailbox = match name {
            None => Mailbox::parse(&whole, self.platform),
            name => Mailbox::new(name, &whole, self.platform),
        };
        let mut out = String::new();
        mailbox.ok()?.push_to(&mut out);
        let at = find(&out, DOMAIN)?;
        Some(format!("{}{}", out.get(..at)?, out.get(at + DOMAIN.len()..)?))
    }

    /// The places of those in `to`, which come first in the table, each once.
    fn distinct(&self) -> Vec<usize> {
        let to = self.seen.recipients.iter().take_while(|recipient| recipient.field == Field::To);
        distinct(to.count(), self.seen.repeated.as_deref().unwrap_or_default())
    }

    /// The place of the part of that name, as the caller wrote it.
    pub(super) fn place_of(&self, part: &str) -> String {
        let mut given = self.draft.given().iter();
        let of = |given: &&Given<B>| {
            part.strip_prefix(given.field.row().wire) == Some(given.key.as_deref().unwrap_or_default())
        };
        given.find(of).map_or_else(|| part.to_owned(), Given::place)
    }
}

/// Who has a value for a placeholder.
#[derive(Default)]
struct Filled {
    /// How many recipients have one.
    count: usize,
    /// How many at the start of the list have one: the first that lacks it comes after them.
    run: usize,
    /// The number of the last that has one, from 1.
    last: usize,
}

/// For each name that is used, who of those in `to` has a value for it: one look at each variable of each recipient.
fn filled(used: &[(String, String)], to: &[usize], variables: &[&str]) -> Vec<Filled> {
    let names = Index::new(used.iter().map(|(name, _)| name.as_str()));
    let mut filled = Vec::new();
    filled.resize_with(used.len(), Filled::default);
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

const RECIPIENT: &str = "recipient.";

/// The longest name of a placeholder, in bytes.
const NAME_BYTES_MAX: usize = 128;

/// Adds what stands between a `%` and the next of a part, without white space, each with the part's name.
fn names<'p>(text: &'p str, part: &'p str, found: &mut Vec<(&'p str, &'p str)>) {
    let mut rest = text;
    while let Some(at) = find(rest, "%") {
        rest = rest.get(at + 1..).unwrap_or_default();
        let name = rest.split('%').next().unwrap_or_default();
        let closed = name.len() < rest.len() && (1..=RECIPIENT.len() + NAME_BYTES_MAX).contains(&name.len());
        if closed && !name.chars().any(char::is_whitespace) {
            found.push((name, part));
        }
    }
}
