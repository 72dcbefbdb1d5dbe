//! From draft to parts and problems, in one pass over the fields in the table's order, then over the message as a whole.
//! Each kind of field has its own file; this one only hands out the work.

mod batch;
mod entries;
mod files;
mod inline;
mod lists;
mod mailboxes;
mod options;
mod placeholders;
mod recipient;
mod recipient_variables;
mod size;
mod spans;
mod unknown;
mod whole;

use std::borrow::Cow;
use std::cell::RefCell;

use crate::draft::{Draft, Given, Value};
use crate::parameter::{Field, Kind};
use crate::part::{Part, PartValue};
use crate::platform::Platform;
use crate::problem::{Code, Policy, Problem, Problems};
use crate::text::{join, visible};
use crate::words::{Words, add, words};

/// What the rules over the whole message need to know of its fields.
struct Seen<'d, B> {
    recipients: Vec<recipient::Recipient<'d, B>>,
    /// For each recipient the place of the same one before it, and one more; 0 where there is none.
    before: Option<Vec<usize>>,
    batch: Option<recipient_variables::Variables<'d, B>>,
    /// The inline files' names as they go out.
    inline: Vec<(Cow<'d, str>, &'d Given<B>)>,
}

struct Check<'d, 'p, B, P> {
    draft: &'d Draft<B>,
    spans: spans::Spans,
    platform: &'p P,
    problems: Problems<'p>,
    parts: Vec<Part<'d, B>>,
    seen: Seen<'d, B>,
}

/// The platform, and the last domain it was asked for: a list may have the same in every entry.
struct Remembering<'p, P> {
    platform: &'p P,
    last: RefCell<(String, Option<String>)>,
}

impl<P: Platform> Platform for Remembering<'_, P> {
    fn now(&self) -> f64 {
        self.platform.now()
    }

    fn domain_to_ascii(&self, domain: &str) -> Option<String> {
        let mut last = self.last.borrow_mut();
        if last.0 != domain {
            *last = (domain.to_owned(), self.platform.domain_to_ascii(domain));
        }
        last.1.clone()
    }
}

/// The parts that would go out, and everything wrong or doubtful. The parts are whole only where no problem is an error.
pub(crate) fn run<'d, B, P: Platform>(
    draft: &'d Draft<B>,
    platform: &P,
    policy: &Policy,
) -> (Vec<Part<'d, B>>, Vec<Problem>) {
    let platform = &Remembering { platform, last: RefCell::default() };
    let mut check = Check {
        draft,
        spans: spans::Spans::of(draft),
        platform,
        problems: Problems::new(policy),
        parts: Vec::with_capacity(draft.given().len()),
        seen: Seen { recipients: Vec::new(), before: None, batch: None, inline: Vec::new() },
    };
    check.fields();
    if !draft.unknown().is_empty() {
        check.unknown();
    }
    check.whole();
    (check.parts, check.problems.into_list())
}

impl<'d, B, P: Platform> Check<'d, '_, B, P> {
    fn fields(&mut self) {
        let mut group = Vec::new();
        for &field in Field::ALL {
            if self.has(field) {
                group.clear();
                for given in self.of(field) {
                    group.push(given);
                }
                self.field(field, &group);
            }
        }
    }

    fn has(&self, field: Field) -> bool {
        self.spans.has(field)
    }

    /// What was given of a field, in that order.
    fn of(&self, field: Field) -> impl Iterator<Item = &'d Given<B>> + use<'d, B, P> {
        self.spans.values(self.draft, field)
    }

    fn field(&mut self, field: Field, group: &[&'d Given<B>]) {
        let row = field.row();
        if !row.repeats {
            self.single(group);
        }
        match row.kind {
            Kind::Mailboxes => self.mailboxes(field, group),
            Kind::Headers | Kind::Variables | Kind::Params => self.entries(field, group),
            Kind::Files => self.files(field, group),
            Kind::RecipientVariables => self.recipient_variables(group),
            Kind::Tags => self.tags(group),
            Kind::HeaderNames => self.header_names(group),
            kind => group.iter().for_each(|given| self.option(kind, given)),
        }
    }

    /// A single field given twice: under both its names, or from Rust as a list. (An array of senders is one value.)
    fn single(&mut self, group: &[&'d Given<B>]) {
        if let [first, rest @ ..] = group
            && let Some(other) =
                rest.iter().find(|given| given.spelling != first.spelling || given.field != Field::From)
        {
            self.twice(other, "one value", first);
        }
    }

    /// A value that was given elsewhere as well.
    fn twice(&mut self, given: &Given<B>, expected: &str, other: &dyn Words) {
        add!(
            self.problems.note(Code::DuplicateField, given),
            "expected ",
            expected,
            ", found `",
            other,
            "` as well"
        );
    }

    /// A field's part of text, as it goes out.
    fn send(&mut self, field: Field, text: impl Into<Cow<'d, str>>) {
        self.send_named(field.row().wire.into(), text.into());
    }

    fn send_named(&mut self, name: Cow<'d, str>, text: Cow<'d, str>) {
        self.parts.push(Part { name, value: PartValue::Text(text) });
    }

    /// Notes a value that its field can never take.
    fn misplaced(&mut self, given: &Given<B>) {
        match &given.value {
            Value::Wrong { at, expected, found } => add!(
                self.problems.note(Code::WrongType, &words![given, at]),
                "expected ",
                expected,
                ", found ",
                found
            ),
            Value::UnknownKey { key, known } => {
                let hint = match unknown::meant(key, known) {
                    // nodemailer's: `data` in its place would send the path itself.
                    _ if key == "path" => "give the bytes as `data`: nothing is read from a path".to_owned(),
                    Some(name) => words!["did you mean `", name, "`?"],
                    None => String::new(),
                };
                add!(
                    self.problems.insist(Code::UnknownField, &words![given, ".", visible(key)], &hint),
                    "expected only ",
                    join(known, ", "),
                    ", found another name"
                );
            }
            // A variant that its kind does not take: possible only from Rust, where `Draft::set` takes any value.
            _ => add!(
                self.problems.note(Code::WrongType, given),
                "expected a value of kind ",
                given.field.row().kind.as_str(),
                ", found another"
            ),
        }
    }
}
