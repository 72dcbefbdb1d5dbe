//! What the native tests share: a world that stands still, drafts in one line, and assertions that report the caller's line.

#![allow(
    dead_code,
    unreachable_pub,
    missing_debug_implementations,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic
)]

use std::io::Write;
use std::path::Path;

use mailgun_edge::draft::{Given, Value};
use mailgun_edge::parameter::Field;
use mailgun_edge::part::PartValue;
use mailgun_edge::platform::Platform;
use mailgun_edge::problem::Severity;
use mailgun_edge::{File, Policy, Problem};

/// Sun, 22 Nov 2026 12:00:00 +0000
pub const NOW: f64 = 1_795_348_800_000.0;

/// A file's body has no bytes here: sizes are told.
pub type Draft = mailgun_edge::Draft<()>;

/// The fixed clock, and the IDNA of the URL standard, as the npm package has it from the platform's `URL`.
pub struct World;

impl Platform for World {
    fn now(&self) -> f64 {
        NOW
    }

    fn domain_to_ascii(&self, domain: &str) -> Option<String> {
        url::Url::parse(&format!("https://{domain}/")).ok()?.host_str().map(str::to_owned)
    }
}

/// A draft with these changes, beginning with one that nothing is wrong with.
pub fn with(change: impl FnOnce(&mut Draft) -> &mut Draft) -> Draft {
    only(|draft| change(draft.from("ada@example.com").to("bob@host.com").subject("Hello").text("Hi.")))
}

/// A draft of these fields alone.
pub fn only(fill: impl FnOnce(&mut Draft) -> &mut Draft) -> Draft {
    let mut draft = Draft::new();
    fill(&mut draft);
    draft
}

/// One more field, as a plain object's key and value would add it.
pub fn key(draft: &mut Draft, key: &str, value: impl Into<Value<()>>) {
    let (field, spelling, name) = Field::find(key).expect("a field");
    let key = name.map(str::to_owned);
    draft.push(Given { field, spelling, key, index: None, value: value.into() });
}

/// One more field, as a plain object's key and list would add it.
pub fn list(draft: &mut Draft, key: &str, values: &[&str]) {
    let (field, spelling, _) = Field::find(key).expect("a field");
    for (index, value) in values.iter().enumerate() {
        draft.push(Given { field, spelling, key: None, index: Some(index), value: (*value).into() });
    }
}

/// [`with`] one more field of a plain object.
pub fn with_key(name: &str, value: impl Into<Value<()>>) -> Draft {
    let mut draft = with(|draft| draft);
    key(&mut draft, name, value);
    draft
}

/// [`with`] one more list of a plain object.
pub fn with_list(name: &str, values: &[&str]) -> Draft {
    let mut draft = with(|draft| draft);
    list(&mut draft, name, values);
    draft
}

/// A file of that name and size.
pub fn file(filename: &str, size: u64) -> File<()> {
    File { body: (), size: Some(size), filename: Some(filename.to_owned()), content_type: None }
}

/// A mailbox in halves.
pub fn halves(name: &str, address: &str) -> Value<()> {
    Value::Mailbox { name: Some(name.to_owned()), address: address.to_owned() }
}

/// Every problem, in order.
pub fn problems(draft: &Draft) -> Vec<Problem> {
    draft.problems(&World, &Policy::default())
}

/// Asserts the one problem: code, place and message word for word, no hint, the severity the code's own.
#[track_caller]
pub fn finds(draft: &Draft, code: &str, field: &str, message: &str) {
    let list = problems(draft);
    let found: Vec<_> = list.iter().map(brief).collect();
    assert_eq!(found, [(code, field, message, None)]);
    assert!(list.iter().all(|problem| problem.severity == problem.code.severity()));
}

/// As [`finds`], with a hint.
#[track_caller]
pub fn finds_hint(draft: &Draft, code: &str, field: &str, message: &str, hint: &str) {
    let list = problems(draft);
    let found: Vec<_> = list.iter().map(brief).collect();
    assert_eq!(found, [(code, field, message, Some(hint))]);
    assert!(list.iter().all(|problem| problem.severity == problem.code.severity()));
}

/// Asserts that nothing is wrong, and nothing doubtful.
#[track_caller]
pub fn clean(draft: &Draft) {
    assert_eq!(problems(draft), []);
}

/// Asserts the codes and places of all problems.
#[track_caller]
pub fn all(draft: &Draft, expected: &[(&str, &str)]) {
    let list = problems(draft);
    let found: Vec<_> = list.iter().map(|problem| (problem.code.as_str(), problem.field.as_str())).collect();
    assert_eq!(found, expected);
}

/// Asserts the problem of that code among others.
#[track_caller]
pub fn among(draft: &Draft, code: &str, field: &str, message: &str) {
    let list = problems(draft);
    let found: Vec<_> = list.iter().map(brief).filter(|(of, ..)| *of == code).collect();
    let found: Vec<_> = found.iter().map(|(_, field, message, _)| (*field, *message)).collect();
    assert_eq!(found, [(field, message)]);
}

fn brief(problem: &Problem) -> (&str, &str, &str, Option<&str>) {
    (problem.code.as_str(), &problem.field, &problem.message, problem.hint.as_deref())
}

/// Names and values of the parts that would go out; of a file, its name.
#[track_caller]
pub fn parts(draft: &Draft) -> Vec<(String, String)> {
    let message = match draft.message(&World, &Policy::default()) {
        Ok(message) => message,
        Err(problems) => panic!("{problems:#?}"),
    };
    let value = |value: &PartValue<'_, ()>| match value {
        PartValue::Text(text) => text.to_string(),
        PartValue::File(_, name) => format!("file {name}"),
    };
    message.parts().iter().map(|part| (part.name.to_string(), value(&part.value))).collect()
}

/// The values of the parts of that name.
#[track_caller]
pub fn sent(draft: &Draft, name: &str) -> Vec<String> {
    parts(draft).into_iter().filter(|(of, _)| of == name).map(|(_, value)| value).collect()
}

/// Asserts what goes out under that name.
#[track_caller]
pub fn sends(draft: &Draft, name: &str, expected: &[&str]) {
    assert_eq!(sent(draft, name), expected);
}

/// The errors and the warnings, counted.
pub fn counts(problems: &[Problem]) -> (usize, usize) {
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    (errors, problems.len() - errors)
}

/// A file of the reference data that MAILGUN_CORPORA names. Without it there is nothing to hold against, which is said, and
/// is a failure where CI is.
#[track_caller]
pub fn corpus(name: &str) -> Option<String> {
    let Ok(folder) = std::env::var("MAILGUN_CORPORA") else {
        assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "CI=true needs MAILGUN_CORPORA");
        // Not by a macro: the test harness keeps what those print of a test that passes.
        std::io::stderr().write_all(format!("corpora absent: {name}\n").as_bytes()).unwrap();
        return None;
    };
    let path = Path::new(&folder).join(name);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// A file of this repository.
#[track_caller]
pub fn source(path: &str) -> String {
    match std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)) {
        Ok(text) => text,
        Err(error) => panic!("{path}: {error}"),
    }
}
