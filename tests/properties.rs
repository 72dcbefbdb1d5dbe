//! What holds for any text, tried with arbitrary ones (proptest) and with every byte in each place a message has.

#![cfg(not(target_family = "wasm"))]
#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "../fuzz/src/lib.rs"]
mod targets;

use mailgun_edge::address::{Mailbox, parse_list};
use mailgun_edge::date::DateTime;
use mailgun_edge::draft::{Given, Value};
use mailgun_edge::parameter::{Field, Spelling};
use mailgun_edge::problem::Severity;
use mailgun_edge::{Draft, File, Policy, file, header};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use targets::World;

/// Text as it troubles parsers: signs, pieces of addresses, and any characters between.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(
            "@|<|>|,|;|:|\"|\\|(|)|[|]|.| |\t|=?|?=|?q?|=0D|\r|\n|\r\n|\0|%|/|'|\u{A0}|\u{AD}|\u{200D}|\u{202E}|\u{2028}|\u{FEFF}"
                .split('|').collect::<Vec<_>>()
        ).prop_map(str::to_owned),
        3 => prop::sample::select("a|b|Bob|h.com|a@h.com|é|ж|😀|[1.2.3.4]|xn--|。|mailto:|http://|{\"a\":1}|yes|%recipient.x%|cid:a"
            .split('|').collect::<Vec<_>>()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A local part in quotes: anything that shows.
fn local() -> impl Strategy<Value = String> {
    let shown = |char: char| !char.is_control() && !char.is_whitespace();
    vec(
        prop_oneof![
            any::<char>().prop_filter("shown", move |char| shown(*char)),
            Just(' '),
            Just('"'),
            Just('\\')
        ],
        0..12,
    )
    .prop_map(|chars| chars.into_iter().flat_map(|char| ['\\', char]).collect())
}

fn mailbox() -> impl Strategy<Value = Mailbox> {
    let domain = prop::sample::select(vec![
        "h.com",
        "H.Com",
        "localhost",
        "[192.0.2.1]",
        "[IPv6:2001:db8::1]",
        "x_y.org",
    ]);
    (option::of(hostile()), local(), domain).prop_filter_map("refused", |(name, local, domain)| {
        Mailbox::new(name.as_deref(), &format!("\"{local}\"@{domain}"), &World).ok()
    })
}

fn value() -> impl Strategy<Value = Value<()>> {
    let file = (option::of(hostile()), option::of(hostile()), option::of(0..30_000_000_u64)).prop_map(
        |(filename, content_type, size)| Value::File(File { body: (), size, filename, content_type }),
    );
    prop_oneof![
        6 => hostile().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::Flag),
        1 => any::<f64>().prop_map(Value::Time),
        1 => (1_795_000_000_000.0..1_796_000_000_000.0).prop_map(Value::Time),
        2 => (option::of(hostile()), hostile()).prop_map(|(name, address)| Value::Mailbox { name, address }),
        1 => hostile().prop_map(|text| Value::Json(text.into())),
        2 => file,
    ]
}

/// Any values under any fields, beside a sender, a recipient and a body.
fn draft() -> impl Strategy<Value = Draft<()>> {
    let given = (
        prop::sample::select(Field::ALL.to_vec()),
        any::<bool>(),
        hostile(),
        option::of(0..9_usize),
        value(),
    );
    let given = given.prop_map(|(field, wire, key, index, value)| {
        let key = field.row().kind.is_map().then_some(key);
        Given { field, spelling: if wire { Spelling::Wire } else { Spelling::Name }, key, index, value }
    });
    (vec(given, 0..8), vec(hostile(), 0..2), any::<bool>()).prop_map(|(list, unknown, whole)| {
        let mut draft = Draft::new();
        if whole {
            draft.from("ada@example.com").to("bob@h.com").text("Hi.");
        }
        list.into_iter().for_each(|given| draft.push(given));
        unknown.into_iter().for_each(|name| draft.push_unknown(name, Vec::new()));
        draft
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mailbox_is_read_again_as_it_was_written(mailbox in mailbox()) {
        prop_assert_eq!(Mailbox::parse(&mailbox.to_string(), &World), Ok(mailbox));
    }

    #[test]
    fn joined_mailboxes_are_the_list(list in vec(mailbox(), 0..6), separator in prop::sample::select(vec![",", ", ", ";", " ; ,"])) {
        let joined: Vec<_> = list.iter().map(Mailbox::to_string).collect();
        let read: Result<Vec<_>, _> = parse_list(&joined.join(separator), &World).into_iter().collect();
        prop_assert_eq!(read, Ok(list));
    }

    #[test]
    fn a_name_given_apart_is_kept(name in "[ -~äж]{1,40}") {
        let mailbox = Mailbox::new(Some(&name), "b@h.com", &World).unwrap();
        let words: Vec<_> = name.split_whitespace().collect();
        prop_assert_eq!(mailbox.name.unwrap_or_default(), words.join(" "));
    }

    #[test]
    fn any_text_through_every_target(text in hostile()) {
        for (_, check) in targets::TARGETS {
            check(text.as_bytes());
        }
    }

    #[test]
    fn any_bytes_through_every_target(bytes in vec(any::<u8>(), 0..64)) {
        for (_, check) in targets::TARGETS {
            check(&bytes);
        }
    }

    #[test]
    fn any_draft_is_judged_and_writes_no_line_end(draft in draft()) {
        targets::written(&draft);
    }

    #[test]
    fn line_ends_become_crlf_once(text in hostile()) {
        let send = |text: &str| {
            let mut draft = Draft::<()>::new();
            draft.from("a@h.com").to("b@h.com").subject("x").html("x").text(text);
            let message = draft.message(&World, &Policy::default()).unwrap();
            message.parts().iter().find(|part| part.name == "text").unwrap().as_text().unwrap().to_owned()
        };
        let sent = send(&text);
        prop_assert_eq!(&send(&sent), &sent);
        let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
        prop_assert_eq!(lines(&sent), lines(&text));
    }

    #[test]
    fn a_file_name_is_cleaned_once(name in hostile()) {
        let clean = file::clean(&name);
        prop_assert_eq!(file::clean(&clean), clean.as_ref());
    }

    #[test]
    fn every_second_is_a_date(seconds in 0..253_402_300_800_i64) {
        #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
        let date = DateTime::from_milliseconds(seconds as f64 * 1000.0).unwrap();
        prop_assert_eq!(date.to_string().parse(), Ok(date));
    }
}

/// Asserts of every byte, read as a character of Latin-1, whether it is taken in some place.
#[track_caller]
fn every_byte(place: &str, taken: impl Fn(char) -> bool, expected: impl Fn(char) -> bool) {
    for char in (0..=255_u8).map(char::from) {
        assert_eq!(taken(char), expected(char), "{char:?} in {place}");
    }
}

/// Whether a message that is right otherwise has no error with this.
fn sends(fill: impl FnOnce(&mut Draft<()>) -> &mut Draft<()>) -> bool {
    let mut draft = Draft::new();
    draft.from("ada@example.com").to("bob@h.com").text("Hi.");
    fill(&mut draft);
    let problems = draft.problems(&World, &Policy::default());
    targets::written(&draft);
    problems.iter().all(|problem| problem.severity != Severity::Error)
}

/// Visible ASCII and the space.
fn is_ascii_text(char: char) -> bool {
    matches!(char, ' '..='~')
}

#[test]
fn every_byte_in_an_address() {
    let local = |text: String| Mailbox::parse(&text, &World).map(|mailbox| mailbox.local).unwrap_or_default();
    // atext of RFC 5322, 3.2.3, the dot between, and RFC 6532; not the no-break space and the soft hyphen.
    let above = |char: char| char > '\u{A0}' && char != '\u{AD}';
    every_byte(
        "a local part",
        |char| local(format!("a{char}b@h.com")) == format!("a{char}b"),
        |char| char.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(char) || above(char),
    );
    every_byte(
        "a quoted local part",
        |char| local(format!("\"a{char}b\"@h.com")) == format!("a{char}b"),
        |char| (is_ascii_text(char) && char != '"' && char != '\\') || char == '\t' || above(char),
    );
    every_byte(
        "a quoted pair",
        |char| local(format!("\"a\\{char}b\"@h.com")) == format!("a{char}b"),
        |char| is_ascii_text(char) || char == '\t' || above(char),
    );
    every_byte(
        "a domain",
        |char| {
            Mailbox::parse(&format!("a@h{char}h.com"), &World)
                .is_ok_and(|it| it.domain == format!("h{char}h.com"))
        },
        |char| char.is_ascii_alphanumeric() || "-._".contains(char),
    );
    every_byte(
        "an address literal",
        |char| Mailbox::parse(&format!("a@[1.2.3.4{char}]"), &World).is_ok(),
        |char| char.is_ascii_digit(),
    );
    every_byte(
        "a comment",
        |char| {
            Mailbox::parse(&format!("a@h.com (a{char}b)"), &World).is_ok_and(|it| it.address() == "a@h.com")
        },
        |char| (!char.is_control() || char == '\t') && char != '(' && char != ')',
    );
}

#[test]
fn every_byte_in_a_name() {
    let name =
        |mailbox: Result<Mailbox, _>| mailbox.ok().and_then(|mailbox| mailbox.name).unwrap_or_default();
    every_byte(
        "a name without quotes",
        |char| name(Mailbox::parse(&format!("A{char}B <a@h.com>"), &World)) == format!("A{char}B"),
        |char| !char.is_control() && !"\"(<>,;".contains(char),
    );
    every_byte(
        "a quoted name",
        |char| name(Mailbox::parse(&format!("\"A{char}B\" <a@h.com>"), &World)) == format!("A{char}B"),
        |char| !char.is_control() && char != '"' && char != '\\',
    );
    every_byte(
        "a name given apart",
        |char| name(Mailbox::new(Some(&format!("A{char}B")), "a@h.com", &World)) == format!("A{char}B"),
        |char| !char.is_control(),
    );
}

#[test]
fn every_byte_in_a_header() {
    every_byte(
        "a header name",
        |char| header::is_name(&format!("X{char}")),
        |char| matches!(char, '!'..='~') && !matches!(char, ':' | '"' | '\\'),
    );
    every_byte(
        "a header name of a message",
        |char| sends(|draft| draft.header(&format!("X{char}A"), "x")),
        |char| matches!(char, '!'..='~') && !matches!(char, ':' | '"' | '\\'),
    );
    let value = |char: char| !char.is_control() || char == '\t';
    every_byte("a header value", |char| sends(|draft| draft.header("X-A", format!("a{char}b"))), value);
    every_byte("a subject", |char| sends(|draft| draft.subject(format!("a{char}b"))), value);
    every_byte(
        "a Message-Id",
        |char| header::is_message_id(&format!("<a{char}b@h.com>")),
        |char| matches!(char, '!'..='~') && !"<>@()\",;:\\".contains(char),
    );
}

#[test]
fn every_byte_in_an_option() {
    let plain = |char: char| is_ascii_text(char) || char == '\t';
    every_byte("a tag", |char| sends(|draft| draft.tags(format!("a{char}b"))), plain);
    every_byte(
        "a flag",
        |char| sends(|draft| draft.tracking(format!("yes{char}"))),
        // What goes out is `yes` alone.
        char::is_whitespace,
    );
    every_byte(
        "a time",
        |char| sends(|draft| draft.deliver_within(format!("2h{char}"))),
        char::is_whitespace,
    );
    every_byte("a body", |char| sends(|draft| draft.html(format!("a{char}b"))), |_| true);
}

#[test]
fn every_byte_in_a_file_name() {
    let file =
        |filename: String| File { body: (), size: Some(1), filename: Some(filename), content_type: None };
    every_byte(
        "a file name",
        |char| sends(|draft| draft.attachment(file(format!("a{char}b.txt")))),
        |char| !char.is_control(),
    );
    every_byte(
        "a media type",
        |char| file::is_content_type(&format!("image/p{char}g")),
        |char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~;".contains(char),
    );
    every_byte(
        "the end of a media type",
        |char| file::is_content_type(&format!("image/png{char}")),
        |char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~; \t".contains(char),
    );
    every_byte(
        "a cleaned file name",
        |char| file::clean(&format!("a{char}b")) == format!("a{char}b"),
        |char| !"/\\\"".contains(char),
    );
}
