//! The parts that go out: their order, their names, and their values to the byte.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{
    Draft, NOW, World, all, clean, file, halves, key, list, only, parts, sends, with, with_key, with_list,
};
use mailgun_edge::draft::{Given, Value};
use mailgun_edge::parameter::{Field, Spelling};
use mailgun_edge::part::PartValue;
use mailgun_edge::{File, Policy};

/// Each field, a value for it, and the part that goes out. Not `html`, which excludes `template`.
const EVERY: &[(Field, &str, &str, &str)] = &[
    (Field::From, "Ada <ada@example.com>", "from", "Ada <ada@example.com>"),
    (Field::To, "Smith <bob@host.com>", "to", "Smith <bob@host.com>"),
    (Field::Cc, "carol@host.com", "cc", "carol@host.com"),
    (Field::Bcc, "dan@host.com", "bcc", "dan@host.com"),
    (Field::Subject, "Отчёт", "subject", "Отчёт"),
    (Field::Text, "a\nb", "text", "a\r\nb"),
    (Field::AmpHtml, "<html ⚡4email>", "amp-html", "<html ⚡4email>"),
    (Field::Template, "welcome", "template", "welcome"),
    (Field::TemplateVersion, "v1", "t:version", "v1"),
    (Field::TemplateText, "true", "t:text", "yes"),
    (Field::TemplateVariables, "{\"a\": [1]}", "t:variables", "{\"a\": [1]}"),
    (Field::Tags, "weekly", "o:tag", "weekly"),
    (Field::Dkim, "false", "o:dkim", "no"),
    (Field::SecondaryDkim, "example.com/s1", "o:secondary-dkim", "example.com/s1"),
    (Field::SecondaryDkimPublic, "example.org/s2", "o:secondary-dkim-public", "example.org/s2"),
    (Field::DeliveryTime, "2026-11-23T02:02:03+01:00", "o:deliverytime", "Mon, 23 Nov 2026 01:02:03 +0000"),
    (Field::DeliverWithin, "1h30m", "o:deliver-within", "1h30m"),
    (Field::DeliveryTimeOptimizePeriod, "48h", "o:deliverytime-optimize-period", "48h"),
    (Field::TimeZoneLocalize, "09:00PM", "o:time-zone-localize", "09:00PM"),
    (Field::TestMode, "yes", "o:testmode", "yes"),
    (Field::Tracking, "True", "o:tracking", "yes"),
    (Field::TrackingClicks, "HtmlOnly", "o:tracking-clicks", "htmlonly"),
    (Field::TrackingOpens, "NO", "o:tracking-opens", "no"),
    (Field::TrackingPixelLocationTop, "yes", "o:tracking-pixel-location-top", "yes"),
    (Field::RequireTls, "true", "o:require-tls", "yes"),
    (Field::SkipVerification, "no", "o:skip-verification", "no"),
    (Field::SendingIp, "192.0.2.1", "o:sending-ip", "192.0.2.1"),
    (Field::SendingIpPool, "pool-1", "o:sending-ip-pool", "pool-1"),
    (Field::ArchiveTo, "https://example.com/hook", "o:archive-to", "https://example.com/hook"),
    (Field::SuppressHeaders, "X-Mailgun-Sid", "o:suppress-headers", "X-Mailgun-Sid"),
    (Field::ReplyTo, "Team <team@example.com>", "h:Reply-To", "Team <team@example.com>"),
];

/// What follows them: maps and files, whose entries have names.
const NAMED: &[(&str, &str)] = &[
    ("h:X-B", "1"),
    ("h:X-A", "{\"a\":1}"),
    ("v:b", "1"),
    ("v:a", "false"),
    ("o:new-thing", "on"),
    ("attachment", "file report.pdf"),
    ("inline", "file chart.png"),
];

fn expected() -> Vec<(String, String)> {
    let fields = EVERY.iter().map(|&(_, _, name, value)| (name, value));
    let mut all: Vec<_> =
        fields.chain(NAMED.iter().copied()).map(|(a, b)| (a.to_owned(), b.to_owned())).collect();
    let variables = ("recipient-variables".to_owned(), "{\"bob@host.com\":{}}".to_owned());
    let after = all.iter().position(|(name, _)| name == "t:variables").unwrap();
    all.insert(after + 1, variables);
    all
}

fn named(draft: &mut Draft) -> &mut Draft {
    draft.inline(file("chart.png", 1)).attachment(file("report.pdf", 1));
    draft.param("o:new-thing", "on").variable("b", "1").variable("a", Value::Json("false".into()));
    draft.header("X-B", "1").header("X-A", Value::Json("{\"a\":1}".into()));
    draft.recipient_variables("{\"bob@host.com\":{}}")
}

/// The parts and nothing else: warnings there may be, since every field at once is an odd message.
#[test]
fn every_parameter_in_the_order_of_the_table() {
    let forward = only(|draft| {
        EVERY.iter().for_each(|&(field, value, ..)| _ = draft.set(field, value));
        named(draft)
    });
    assert_eq!(parts(&forward), expected());
    // Whatever order the caller has.
    let backward = only(|draft| {
        named(draft);
        EVERY.iter().rev().for_each(|&(field, value, ..)| _ = draft.set(field, value));
        draft
    });
    assert_eq!(parts(&backward), expected());
}

#[test]
fn both_spellings_give_the_same_parts() {
    for spelling in [Spelling::Wire, Spelling::Name] {
        let mut draft = only(named);
        for &(field, value, ..) in EVERY {
            draft.push(Given { field, spelling, key: None, index: None, value: value.into() });
        }
        assert_eq!(parts(&draft), expected());
    }
}

#[test]
fn every_field_is_tried() {
    let named = [
        Field::RecipientVariables,
        Field::Headers,
        Field::Variables,
        Field::Params,
        Field::Attachment,
        Field::Inline,
    ];
    for &field in Field::ALL {
        let tried =
            EVERY.iter().any(|&(of, ..)| of == field) || named.contains(&field) || field == Field::Html;
        assert!(tried, "{field:?}");
    }
}

#[test]
fn mailboxes_are_written_anew_and_joined() {
    let draft =
        with(|d| d.cc("eve@host.com,dan@host.com").cc(halves("Smith, Eve", "e.s@пример.рф")).cc("<x@y.z>"));
    sends(&draft, "cc", &["eve@host.com, dan@host.com, \"Smith, Eve\" <e.s@xn--e1afmkfd.xn--p1ai>, x@y.z"]);
    sends(&with(|d| d.reply_to("a@b.c").reply_to("D <d@e.f>")), "h:Reply-To", &["a@b.c, D <d@e.f>"]);
}

#[test]
fn single_fields_are_replaced_and_repeatable_ones_gain() {
    sends(&with(|d| d.subject("a").subject("b")), "subject", &["b"]);
    sends(&with(|d| d.from("eve@example.com")), "from", &["eve@example.com"]);
    sends(&with(|d| d.tags("a").tags("b")), "o:tag", &["a", "b"]);
    sends(&with(|d| d.header("X-A", "1").header("x-a", "2")), "h:x-a", &["2"]);
    sends(&with(|d| d.variable("a", "1").variable("a", "2").variable("A", "3")), "v:a", &["2"]);
    sends(&with(|d| d.param("o:new", "1").param("o:new", "2")), "o:new", &["1", "2"]);
}

#[test]
fn both_names_of_a_repeatable_field_merge_in_the_caller_s_order() {
    let mut draft = with_list("tags", &["a", "b"]);
    list(&mut draft, "o:tag", &["c"]);
    sends(&draft, "o:tag", &["a", "b", "c"]);
    let mut draft = with_key("o:suppress-headers", "X-Mailgun-Sid");
    list(&mut draft, "suppressHeaders", &["X-Mailgun-Tag, X-Mailgun-Dkim"]);
    sends(&draft, "o:suppress-headers", &["X-Mailgun-Sid,X-Mailgun-Tag,X-Mailgun-Dkim"]);
    let mut draft = with(|d| d.header("X-A", "1"));
    key(&mut draft, "h:X-B", "2");
    let names: Vec<_> = parts(&draft).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["from", "to", "subject", "text", "h:X-A", "h:X-B"]);
}

#[test]
fn empty_lists_are_absent() {
    let mut draft = with(|d| d.set_all(Field::Cc, vec![]).set_all(Field::Tags, vec![]));
    draft.set_all(Field::Attachment, vec![]);
    clean(&draft);
    assert_eq!(parts(&draft), parts(&with(|d| d)));
    let draft = only(|d| d.from("ada@example.com").subject("Hello").text("Hi.").set_all(Field::To, vec![]));
    all(&draft, &[("missing_to", "to")]);
}

#[test]
fn empty_values_are_values() {
    sends(&with(|d| d.subject("")), "subject", &[""]);
    sends(&with(|d| d.header("X-A", "").variable("a", "")), "h:X-A", &[""]);
    sends(&with(|d| d.html("")), "html", &[""]);
    sends(&with(|d| d.param("o:new", "")), "o:new", &[""]);
}

#[test]
fn line_ends_become_crlf() {
    sends(&with(|d| d.text("a\nb\rc\r\nd\n\r")), "text", &["a\r\nb\r\nc\r\nd\r\n\r\n"]);
    sends(&with(|d| d.html("\n<p>")), "html", &["\r\n<p>"]);
    sends(&with(|d| d.variable("a", "1\n2")), "v:a", &["1\r\n2"]);
    sends(&with(|d| d.param("o:new", "1\r2")), "o:new", &["1\r\n2"]);
    let json = with(|d| d.template("a").template_variables("{\n}"));
    sends(&json, "t:variables", &["{\r\n}"]);
}

#[test]
fn flags() {
    for flag in ["yes", "YES", "true", "True", " yes "] {
        sends(&with_key("o:dkim", flag), "o:dkim", &["yes"]);
    }
    for flag in ["no", "false", "FALSE"] {
        sends(&with_key("o:dkim", flag), "o:dkim", &["no"]);
        // Mailgun knows only `yes` here.
        sends(&with_key("o:testmode", flag), "o:testmode", &[]);
    }
    sends(&with_key("o:dkim", true), "o:dkim", &["yes"]);
    sends(&with_key("tracking", false), "o:tracking", &["no"]);
    sends(&with_key("testMode", false), "o:testmode", &[]);
    sends(&with_key("testMode", true), "o:testmode", &["yes"]);
    sends(&with(|d| d.template("a").template_text(false)), "t:text", &[]);
}

#[test]
fn dates() {
    let expected = &["Mon, 23 Nov 2026 12:00:00 +0000"];
    for text in
        ["2026-11-23T12:00:00Z", "2026-11-23T14:00:00+02:00", "Mon, 23 Nov 2026 07:00:00 -0500", "1795435200"]
    {
        sends(&with_key("o:deliverytime", text), "o:deliverytime", expected);
    }
    sends(&with_key("deliveryTime", Value::Time(NOW + 86_400_000.0)), "o:deliverytime", expected);
    sends(&with_key("deliveryTime", Value::Time(NOW + 86_400_999.0)), "o:deliverytime", expected);
}

#[test]
fn recipient_variables_are_keyed_as_the_addresses_go_out() {
    let json = "{ \"bob@host.com\" : {\"a\": 1}, \"\\u0065ve@пример.рф\":{} }";
    let draft = with(|d| d.to("Eve <eve@пример.рф>").recipient_variables(json));
    let expected = "{\"bob@host.com\":{\"a\": 1},\"eve@xn--e1afmkfd.xn--p1ai\":{}}";
    sends(&draft, "recipient-variables", &[expected]);
    sends(&with_key("recipientVariables", "{}"), "recipient-variables", &["{}"]);
    // Line ends go out as CRLF, wherever in the text they stand.
    let spread = with(|d| d.recipient_variables("{\"bob@host.com\":{\n\"a\":1}}"));
    sends(&spread, "recipient-variables", &["{\"bob@host.com\":{\r\n\"a\":1}}"]);
    let spread = with(|d| d.recipient_variables("{\n\"bob@HOST.com\": {\n\"a\":1\r}\n}"));
    sends(&spread, "recipient-variables", &["{\"bob@host.com\":{\r\n\"a\":1\r\n}}"]);
    // A domain's case is that of `to`.
    let lower = with(|d| d.recipient_variables("{\"bob@HOST.com\":{}}"));
    sends(&lower, "recipient-variables", &["{\"bob@host.com\":{}}"]);
    let upper = with(|d| d.to("Eve <eve@HOST.com>").recipient_variables("{\"eve@host.com\":{}}"));
    sends(&upper, "recipient-variables", &["{\"eve@HOST.com\":{}}"]);
    clean(&draft);
}

#[test]
fn files_keep_their_order_and_get_a_clean_name() {
    let draft = with(|d| {
        d.attachment(file("b.txt", 1))
            .attachment(file("C:\\tmp\\\"a\".txt", 2))
            .attachment(file("отчёт 😀.txt", 3))
    });
    sends(&draft, "attachment", &["file b.txt", "file 'a'.txt", "file отчёт 😀.txt"]);
}

/// A body is handed through, and never looked at.
#[test]
fn bodies_are_handed_through() {
    let mut draft = mailgun_edge::Draft::<Vec<u8>>::new();
    draft.from("a@b.c").to("d@e.f").text("Hi.");
    draft.attachment(File::new(vec![0, 255, 13, 10], "a.bin").content_type("application/x-a"));
    let message = draft.message(&World, &Policy::default()).unwrap();
    let PartValue::File(file, name) = &message.parts()[3].value else { panic!("no file") };
    assert_eq!((file.body.as_slice(), name.as_ref()), ([0, 255, 13, 10].as_slice(), "a.bin"));
    assert_eq!((file.size, file.content_type.as_deref()), (Some(4), Some("application/x-a")));
    assert_eq!(message.parts()[3].as_text(), None);
}

#[test]
fn warnings_come_with_the_message_and_all_problems_with_the_refusal() {
    let draft = with(|d| d.html("<img src=\"cid:a\">"));
    let message = draft.message(&World, &Policy::default()).unwrap();
    assert_eq!(message.warnings(), draft.problems(&World, &Policy::default()));
    let (parts, warnings) = message.clone().into_parts();
    assert_eq!((parts.as_slice(), warnings.as_slice()), (message.parts(), message.warnings()));
    let draft = with(|d| d.html("<img src=\"cid:a\">").cc("x@"));
    let problems = draft.message(&World, &Policy::default()).unwrap_err();
    assert_eq!(problems, draft.problems(&World, &Policy::default()));
    assert_eq!(problems.len(), 2);
}

#[test]
fn a_draft_can_be_changed_and_sent_again() {
    let mut draft = with(|d| d);
    let before = parts(&draft);
    assert_eq!(parts(&draft), before);
    draft.html("<p>Hi.");
    assert_eq!(parts(&draft).len(), before.len() + 1);
}

/// Each form of a place, as the caller wrote it.
#[test]
fn places() {
    let place = |name: &str, index| {
        let (field, spelling, key) = Field::find(name).unwrap();
        let key = key.map(str::to_owned);
        Given::<()> { field, spelling, key, index, value: "x".into() }.place()
    };
    assert_eq!(place("to", None), "to");
    assert_eq!(place("to", Some(2)), "to[2]");
    assert_eq!(place("tags", None), "tags");
    assert_eq!(place("o:tag", Some(0)), "o:tag[0]");
    assert_eq!(place("amp-html", None), "amp-html");
    assert_eq!(place("ampHtml", None), "ampHtml");
    assert_eq!(place("h:X-A", None), "h:X-A");
    assert_eq!(place("v:a", None), "v:a");
    let entry = |draft: &Draft| draft.given().last().unwrap().place();
    assert_eq!(entry(&only(|d| d.header("X-A", "x"))), "headers[\"X-A\"]");
    assert_eq!(entry(&only(|d| d.variable("a b", "x"))), "variables[\"a b\"]");
    assert_eq!(entry(&only(|d| d.param("o:new", "x"))), "params[\"o:new\"]");
    assert_eq!(entry(&only(|d| d.header(&"x".repeat(50), "x"))), format!("headers[\"{}\"]", "x".repeat(50)));
    assert_eq!(entry(&only(|d| d.to("a").to("b"))), "to[1]");
    assert_eq!(entry(&only(|d| d.set_all(Field::Tags, vec!["a".into()]))), "tags[0]");
}

/// No text that can be a header or a name of a part holds a line end, whatever is given.
#[test]
fn no_line_end_where_a_header_could_be_made_of_it() {
    const BODIES: &[&str] = &["text", "html", "amp-html", "t:variables", "recipient-variables"];
    let evil = "a\r\nBcc: eve@host.com";
    for row in mailgun_edge::parameter::PARAMETERS.iter().filter(|row| !row.kind.is_map()) {
        let mut draft = with(|d| d);
        let value = match row.name {
            "attachment" | "inline" => file(evil, 1).into(),
            _ => Value::from(evil),
        };
        key(&mut draft, row.name, value);
        if let Ok(message) = draft.message(&World, &Policy::default()) {
            for part in message.parts().iter().filter(|part| !BODIES.contains(&part.name.as_ref())) {
                let text = match &part.value {
                    PartValue::Text(text) => text.as_ref(),
                    PartValue::File(_, name) => name.as_ref(),
                };
                assert!(!text.contains(['\r', '\n']) && !part.name.contains(['\r', '\n']), "{}", row.name);
            }
        }
    }
    for name in ["h:", "v:"].map(|prefix| format!("{prefix}{evil}")) {
        assert!(with_key(&name, "x").message(&World, &Policy::default()).is_err(), "{name}");
    }
    assert!(with(|d| d.param(evil, "x")).message(&World, &Policy::default()).is_err());
}
