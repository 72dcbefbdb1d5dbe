//! Fields that no row knows, values of a type that no field takes, and one field under two names.

use crate::common::{Draft, all, clean, file, finds, finds_hint, key, list, only, with};
use mailgun_edge::draft::Value;
use mailgun_edge::parameter::{Field, Kind};

const UNKNOWN: &str =
    "expected a field that Mailgun documents, found another, which Mailgun would take without a word";

fn unknown(name: &str) -> Draft {
    let mut draft = with(|d| d);
    draft.push_unknown(name.to_owned(), Vec::new());
    draft
}

#[track_caller]
fn means(name: &str, meant: &str) {
    finds_hint(&unknown(name), "unknown_field", name, UNKNOWN, &format!("did you mean `{meant}`?"));
}

#[track_caller]
fn means_nothing(name: &str) {
    let hint = "use `params` for what Mailgun has and this package does not know";
    finds_hint(&unknown(name), "unknown_field", name, UNKNOWN, hint);
}

#[test]
fn unknown_field() {
    means("attachments", "attachment");
    means("o:tracking-click", "o:tracking-clicks");
    means("o:tags", "tags");
    means("Subject", "subject");
    means("htlm", "html");
    means("reply-to", "replyTo");
    means("recipient_variables", "recipientVariables");
    means("template_version", "templateVersion");
    means("o:delivery-time", "o:deliverytime");
    means("amp_html", "ampHtml");
    means("TO", "to");
    means("TO:", "to");
    means(" to", "to");
    means("CC", "cc");
    means("H:X-A", "h:X-A");
    means("V:Имя", "v:Имя");
    means("O:Tag", "o:tag");
    means("to[]", "to");
    means("  to", "to");
    means("o:tag[]", "o:tag");
    means("reply_to", "replyTo");
    means("Reply-To", "replyTo");
    means("htmlBody", "html");
    means("TextBody", "text");
    means("body", "text");
    means("content", "text");
    means("files", "attachment");
    means("sender", "from");
    means("recipients", "to");
    means("sendAt", "deliveryTime");
    means("X-Campaign", "h:X-Campaign");
    means_nothing("o:native-send");
    means("inReplyTo", "h:In-Reply-To");
    means("references", "h:References");
    means("messageId", "h:Message-Id");
    means("priority", "h:X-Priority");
    means("list-unsubscribe", "h:List-Unsubscribe");
    means_nothing("encoding");
    means_nothing("");
    means_nothing("x");
    means_nothing("o:new-thing");
}

#[test]
fn mime_is_not_taken() {
    let hint = "MIME goes to Mailgun's /messages.mime, which this package does not call";
    finds_hint(&unknown("message"), "unknown_field", "message", UNKNOWN, hint);
}

#[test]
fn a_part_of_a_value_that_is_unknown() {
    let draft = |key: &str| {
        let key = key.to_owned();
        with(|d| d.set(Field::Cc, Value::UnknownKey { key, known: &["name", "address"] }))
    };
    let words = "expected only name, address, found another name";
    finds_hint(&draft("adress"), "unknown_field", "cc.adress", words, "did you mean `address`?");
    finds(&draft("phone"), "unknown_field", "cc.phone", words);
    finds_hint(&draft("email"), "unknown_field", "cc.email", words, "did you mean `address`?");
    let hint = "give the bytes as `data`: nothing is read from a path";
    finds_hint(&draft("path"), "unknown_field", "cc.path", words, hint);
}

#[test]
fn wrong_type() {
    let wrong =
        |at: &str| Value::Wrong { at: at.to_owned(), expected: "text", found: "the number 5".to_owned() };
    let words = "expected text, found the number 5";
    finds(&with(|d| d.subject(wrong(""))), "wrong_type", "subject", words);
    finds(&with(|d| d.cc(wrong(".address"))), "wrong_type", "cc.address", words);
    finds(&with(|d| d.header("X-A", wrong(""))), "wrong_type", "headers[\"X-A\"]", words);
    let mut draft = with(|d| d);
    key(&mut draft, "o:tag", wrong(""));
    finds(&draft, "wrong_type", "o:tag", words);
}

/// From Rust any value can be set: each kind says that it does not take a file, and files that they take no text.
#[test]
fn a_value_of_another_kind() {
    for &field in Field::ALL.iter().filter(|field| !field.row().kind.is_map()) {
        let (kind, mut draft) = (field.row().kind, only(|d| d));
        draft.set(field, if kind == Kind::Files { Value::from("a") } else { file("a", 1).into() });
        let list = crate::common::problems(&draft);
        let found = list.iter().find(|problem| problem.code.as_str() == "wrong_type").unwrap();
        assert_eq!(found.field, field.row().name);
        assert_eq!(found.message, format!("expected a value of kind {}, found another", kind.as_str()));
    }
}

#[test]
fn duplicate_field() {
    let both = |name: &str, wire: &str, value: &str| {
        let mut draft = with(|d| d.template("a").secondary_dkim("example.com/s1"));
        key(&mut draft, name, value);
        key(&mut draft, wire, value);
        draft
    };
    let words = |name: &str| format!("expected one value, found `{name}` as well");
    finds(&both("ampHtml", "amp-html", "x"), "duplicate_field", "amp-html", &words("ampHtml"));
    finds(&both("o:dkim", "dkim", "yes"), "duplicate_field", "dkim", &words("o:dkim"));
    for row in mailgun_edge::parameter::PARAMETERS {
        if row.repeats || row.name == row.wire {
            continue;
        }
        let value = match row.kind {
            Kind::Date => "Mon, 23 Nov 2026 12:00:00 +0000",
            Kind::Window => "1h",
            Kind::Period => "48h",
            Kind::ClockTime => "21:00",
            Kind::DomainKey => "example.com/s1",
            Kind::Ip => "192.0.2.1",
            Kind::Url => "https://example.com",
            Kind::Json | Kind::RecipientVariables => "{}",
            _ => "yes",
        };
        let mut draft = with(|d| d.template("a"));
        if row.name == "secondaryDkimPublic" {
            draft.secondary_dkim("example.com/s1");
        }
        key(&mut draft, row.name, value);
        key(&mut draft, row.wire, value);
        finds(&draft, "duplicate_field", row.wire, &words(row.name));
    }
}

#[test]
fn a_list_for_a_single_field() {
    let subjects = with(|d| d.set_all(Field::Subject, vec!["a".into(), "b".into()]));
    finds(&subjects, "duplicate_field", "subject[1]", "expected one value, found `subject[0]` as well");
    clean(&with(|d| d.set_all(Field::Subject, vec!["a".into()])));
    // More than one sender is a doubt of its own.
    let senders = with(|d| d.set_all(Field::From, vec!["a@b.c".into(), "d@e.f".into()]));
    finds(&senders, "several_from", "from[1]", "expected one address, found 2");
}

#[test]
fn a_repeatable_field_merges() {
    let mut draft = with(|d| d);
    list(&mut draft, "tags", &["a"]);
    list(&mut draft, "o:tag", &["b"]);
    clean(&draft);
}

#[test]
fn unknown_and_wrong_together() {
    let mut draft = unknown("attachments");
    draft.subject(Value::Wrong { at: String::new(), expected: "text", found: "an array".to_owned() });
    all(&draft, &[("wrong_type", "subject"), ("unknown_field", "attachments")]);
}
