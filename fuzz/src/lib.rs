//! What must hold for any bytes. Each function panics where it does not. cargo-fuzz drives them with coverage
//! (`fuzz_targets/`), and `tests/fuzz_corpus.rs` on stable Rust with the corpus and seeded mutations of it.

#![allow(clippy::panic, clippy::expect_used)]

use mailgun_edge::address::{Mailbox, parse_list};
use mailgun_edge::date::DateTime;
use mailgun_edge::draft::{Given, Value};
use mailgun_edge::parameter::Field;
use mailgun_edge::part::PartValue;
use mailgun_edge::platform::Platform;
use mailgun_edge::{Draft, File, Policy, Problem};
use mailgun_edge::{file, header, json, limit, option};

/// A target: its name, which is its corpus' folder, and what it asserts.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] =
    &[("addresses", addresses), ("headers", headers), ("dates", dates), ("messages", messages)];

/// A clock that stands still, and a stand-in for IDNA: the parser must bear whatever the platform answers.
#[derive(Debug)]
pub struct World;

impl Platform for World {
    fn now(&self) -> f64 {
        1_795_348_800_000.0
    }

    fn domain_to_ascii(&self, domain: &str) -> Option<String> {
        let ascii = |char: char| match char {
            '。' => '.',
            char if char.is_ascii() => char.to_ascii_lowercase(),
            char => char::from(u8::try_from(u32::from(char) % 128).unwrap_or(0)),
        };
        (!domain.contains('☠')).then(|| domain.chars().map(ascii).collect())
    }
}

/// Control characters but TAB.
fn has_control(text: &str) -> bool {
    text.chars().any(|char| char.is_control() && char != '\t')
}

/// Whatever is read as a mailbox is written without controls, and read again as the same; so is the list of them.
pub fn addresses(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let list = parse_list(&text, &World);
    let mut read = Vec::new();
    for entry in &list {
        match entry {
            Ok(mailbox) => read.push(mailbox.clone()),
            Err(error) => assert!(!has_control(&error.to_string()), "{error:?}"),
        }
    }
    let joined = read.iter().map(Mailbox::to_string).collect::<Vec<_>>().join(", ");
    assert!(!has_control(&joined), "{joined:?}");
    let again: Vec<_> = parse_list(&joined, &World).into_iter().collect::<Result<_, _>>().expect(&joined);
    assert_eq!(again, read, "{joined:?}");
    for mailbox in &read {
        same(mailbox);
    }
    if let [Ok(mailbox)] = list.as_slice() {
        assert_eq!(Mailbox::parse(&text, &World).as_ref(), Ok(mailbox));
    }
    let halves = [Mailbox::new(Some(&text), "b@h.com", &World), Mailbox::new(None, &text, &World)];
    halves.iter().flatten().for_each(same);
}

fn same(mailbox: &Mailbox) {
    let text = mailbox.to_string();
    // What an address may measure is told of the text as it was written, which the new text can be a little longer than.
    if text.chars().count() <= mailgun_edge::address::ADDRESS_CHARS_MAX {
        assert_eq!(Mailbox::parse(&text, &World).as_ref(), Ok(mailbox), "{text:?}");
        assert_eq!(Mailbox::parse_plain(&mailbox.address(), &World).map(|it| it.key()), Ok(mailbox.key()));
    }
}

/// Names, values, file names and JSON: what is cleaned stays clean, what is refused holds what is not allowed.
pub fn headers(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let clean = file::clean(&text);
    assert_eq!(file::clean(&clean), clean);
    assert!(!clean.contains(['/', '\\', '"']), "{clean:?}");
    assert_eq!(json::text(&json::string(&text)).as_deref(), Some(&*text));
    if header::is_name(&text) || header::is_message_id(&text) {
        assert!(text.is_ascii() && !has_control(&text) && !text.contains(char::is_whitespace), "{text:?}");
    }
    if file::is_content_type(&text) {
        assert!(text.is_ascii() && !has_control(&text), "{text:?}");
    }
    for (name, value) in json::members(&text).into_iter().flatten() {
        assert!(text.contains(value));
        assert_eq!(json::text(&json::string(&name)), Some(name.into_owned()));
    }
    let (name, value) = text.split_once(':').unwrap_or(("X-A", &text));
    let mut draft = Draft::<()>::new();
    draft
        .from("a@h.com")
        .to("b@h.com")
        .text("Hi.")
        .header(name, value)
        .variable(name, value)
        .param(name, value);
    draft.subject(value).attachment(named(&text));
    written(&draft);
    draft.header("Reply-To", value);
    written(&draft);
}

/// What is read as a date is written, and read again as the same.
pub fn dates(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let number = data.first_chunk().map(|bytes| DateTime::from_number(f64::from_le_bytes(*bytes)));
    for date in [text.parse(), number.unwrap_or(text.parse())].into_iter().flatten() {
        let date: DateTime = date;
        assert_eq!(date.to_string().parse(), Ok(date), "{text:?}");
        assert_eq!(DateTime::from_milliseconds(date.milliseconds()), Ok(date));
        assert!(date.to_string().is_ascii() && !has_control(&date.to_string()));
    }
    for field in Field::ALL {
        if let Ok(value) = option::encode(field.row().kind, &text) {
            assert!(!has_control(&value) || has_control(&text), "{value:?}");
        }
    }
    let wait = limit::retry_after(&text, |_| Some(text.to_string()), World.now());
    assert!(wait.is_none_or(|wait| wait.is_finite() && wait >= 0.0), "{wait:?} of {text:?}");
}

/// A message of records that an empty line parts. A record's first line is a field's name as a plain object has it, after a sign
/// for the kind of its value: `?` a flag, `#` a time, `@` a mailbox in halves, `+` a file, `{` JSON, else text.
pub fn messages(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let mut draft = Draft::<()>::new();
    for record in text.split("\n\n") {
        let (head, body) = record.split_once('\n').unwrap_or((record, ""));
        let sign = head.chars().next().filter(|sign| "?#@+{".contains(*sign));
        let key = if sign.is_some() { head.get(1..).unwrap_or_default() } else { head };
        let value = match sign {
            Some('?') => Value::Flag(body == "true"),
            Some('#') => Value::Time(body.parse().unwrap_or(f64::NAN)),
            Some('@') => {
                let (name, address) = body.split_once('\n').unwrap_or(("", body));
                Value::Mailbox { name: Some(name.to_owned()), address: address.to_owned() }
            }
            Some('+') => Value::File(named(body)),
            Some('{') => Value::Json(body.into()),
            _ => Value::Text(body.into()),
        };
        match Field::find(key) {
            Some((field, spelling, name)) => {
                let key =
                    name.map(str::to_owned).or_else(|| field.row().kind.is_map().then(|| "X-A".to_owned()));
                draft.push(Given { field, spelling, key, index: None, value });
            }
            None => draft.push_unknown(key.to_owned(), Vec::new()),
        }
    }
    written(&draft);
}

fn named(text: &str) -> File<()> {
    let (name, content_type) = text.split_once('\n').unwrap_or((text, ""));
    File {
        body: (),
        size: Some(text.len() as u64),
        filename: (!name.is_empty()).then(|| name.to_owned()),
        content_type: (!content_type.is_empty()).then(|| content_type.to_owned()),
    }
}

/// The parts whose text is a body of some kind: a line end in them is the caller's, and a CRLF. Parameters that no row knows too.
fn is_body(name: &str) -> bool {
    let known = Field::ALL.iter().any(|field| field.row().wire == name && !field.row().kind.is_map());
    matches!(name, "text" | "html" | "amp-html" | "t:variables" | "recipient-variables")
        || name.starts_with("v:")
        || !(known || name.starts_with("h:"))
}

/// A draft is judged, twice alike; what would go out holds no control where a header could be made of it.
pub fn written(draft: &Draft<()>) {
    let policy = Policy::default();
    let problems = draft.problems(&World, &policy);
    assert_eq!(problems, draft.problems(&World, &policy));
    // A problem's field is in the caller's own spelling, whatever that is.
    for Problem { message, hint, .. } in &problems {
        assert!(!message.is_empty() && !hint.as_ref().is_some_and(String::is_empty));
        for text in [Some(message), hint.as_ref()].into_iter().flatten() {
            assert!(!has_control(text), "{text:?}");
        }
    }
    let Ok(message) = draft.message(&World, &policy) else { return };
    for part in message.parts() {
        assert!(!has_control(&part.name), "{part:?}");
        match &part.value {
            PartValue::File(_, name) => {
                assert!(!name.is_empty() && !name.chars().any(char::is_control), "{part:?}");
            }
            PartValue::Text(text) if is_body(&part.name) => {
                let lone = text.replace("\r\n", "");
                assert!(!lone.contains(['\r', '\n']), "{part:?}");
            }
            PartValue::Text(text) => {
                assert!(!has_control(text), "{part:?}");
                if matches!(&*part.name, "from" | "to" | "cc" | "bcc") {
                    assert!(parse_list(text, &World).iter().all(Result::is_ok), "{part:?}");
                }
            }
        }
    }
}
