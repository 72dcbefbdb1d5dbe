//! headers, variables, params.

use crate::common::{all, clean, finds, finds_hint, key, with, with_key};
use mailgun_edge::draft::Value;

#[test]
fn invalid_header_name() {
    let words =
        |name: &str| format!("expected a header's name of letters, digits and hyphens, found \"{name}\"");
    finds(&with(|d| d.header("X A", "1")), "invalid_header_name", "headers[\"X A\"]", &words("X A"));
    finds(&with(|d| d.header("", "1")), "invalid_header_name", "headers[\"\"]", &words(""));
    finds(&with_key("h:", "1"), "invalid_header_name", "h:", &words(""));
    finds(&with_key("h:X:A", "1"), "invalid_header_name", "h:X:A", &words("X:A"));
    finds(&with_key("h:Ключ", "1"), "invalid_header_name", "h:Ключ", &words("Ключ"));
    clean(&with(|d| d.header("X-A", "1").header("X_b!", "2")));
}

#[test]
fn wrong_type() {
    let hint = "only an `X-` header may hold a list, an object or a date";
    for json in ["[\"<1@a.b>\",\"<2@a.b>\"]", "{\"a\":1}", "\"2026-11-22T00:00:00.000Z\""] {
        let value = || Value::Json(json.into());
        let words = format!("expected text, found {json}");
        finds_hint(
            &with(|d| d.header("References", value())),
            "wrong_type",
            "headers[\"References\"]",
            &words,
            hint,
        );
        clean(&with(|d| d.header("X-Data", value())));
    }
    clean(&with(|d| d.header("Importance", Value::Json("1".into())).header("Precedence", "[bulk]")));
}

#[test]
fn control_character() {
    let words = "expected no control character, found U+000D at byte 1 of \"1\\r\\nBcc: eve@host.com\"";
    finds(
        &with(|d| d.header("X-A", "1\r\nBcc: eve@host.com")),
        "control_character",
        "headers[\"X-A\"]",
        words,
    );
    finds(&with_key("h:X-A", "1\r\nBcc: eve@host.com"), "control_character", "h:X-A", words);
    clean(&with(|d| d.header("X-A", "1\t2 é")));
    // A variable is no header: its line ends are data.
    clean(&with(|d| d.variable("a", "1\r\n2")));
}

#[test]
fn reserved_header() {
    let words =
        |name: &str| format!("expected a header of your own, found \"{name}\", which Mailgun makes itself");
    let subject = words("subject");
    finds_hint(&with_key("h:subject", "x"), "reserved_header", "h:subject", &subject, "use `subject`");
    for (name, field) in
        [("From", "from"), ("To", "to"), ("Cc", "cc"), ("Bcc", "bcc"), ("Subject", "subject")]
    {
        let place = format!("headers[\"{name}\"]");
        finds_hint(
            &with(|d| d.header(name, "x")),
            "reserved_header",
            &place,
            &words(name),
            &format!("use `{field}`"),
        );
    }
    for name in ["MIME-Version", "Content-Type", "content-transfer-encoding", "Content-"] {
        finds(
            &with(|d| d.header(name, "x")),
            "reserved_header",
            &format!("headers[\"{name}\"]"),
            &words(name),
        );
    }
    clean(&with(|d| {
        d.header("X-Subject", "x").header("Contents", "x").header("List-Unsubscribe", "<https://a.b>")
    }));
}

#[test]
fn invalid_message_id() {
    let place = "headers[\"Message-Id\"]";
    let words = |id: &str| format!("expected <unique@domain>, found \"{id}\"");
    for id in ["", "1", "1@x", "<1>", "<@x>", "<1@>", "<a b@x>", "<1@x> ", "<1@x><2@y>", "<é@x>"] {
        finds(&with(|d| d.header("Message-Id", id)), "invalid_message_id", place, &words(id));
    }
    finds(&with_key("h:message-id", "1"), "invalid_message_id", "h:message-id", &words("1"));
    clean(&with(|d| d.header("Message-Id", "<2026.a-1@mg.example.com>")));
    clean(&with(|d| d.header("In-Reply-To", "1")));
}

#[test]
fn discouraged_header() {
    for name in ["Date", "Return-Path", "Received", "DKIM-Signature"] {
        let words = format!("expected a header of your own, found \"{name}\", which mail servers write");
        finds(&with(|d| d.header(name, "x")), "discouraged_header", &format!("headers[\"{name}\"]"), &words);
    }
    clean(&with(|d| d.header("Date-Sent", "x")));
}

#[test]
fn reply_to_not_address() {
    let words = |text: &str| format!("expected an address, found \"{text}\"");
    finds(&with_key("h:Reply-To", "team"), "reply_to_not_address", "h:Reply-To", &words("team"));
    finds(&with(|d| d.header("reply-to", "")), "reply_to_not_address", "headers[\"reply-to\"]", &words(""));
    clean(&with_key("h:Reply-To", "Team <team@example.com>, x@y.z"));
    let mut draft = with_key("h:Reply-To", "%recipient.team%");
    draft.recipient_variables("{\"bob@host.com\":{\"team\":\"x@y.z\"}}");
    clean(&draft);
}

#[test]
fn duplicate_field() {
    let mut draft = with(|d| d.header("X-A", "1"));
    key(&mut draft, "h:x-a", "2");
    let words = "expected each name once, found `headers[\"X-A\"]` as well";
    finds(&draft, "duplicate_field", "h:x-a", words);
    let mut draft = with(|d| d.variable("a", "1"));
    key(&mut draft, "v:a", "2");
    finds(&draft, "duplicate_field", "v:a", "expected each name once, found `variables[\"a\"]` as well");
    let mut draft = with(|d| d.variable("a", "1"));
    key(&mut draft, "v:A", "2");
    clean(&draft);
    let draft = with(|d| d.reply_to("a@b.c").header("Reply-To", "d@e.f"));
    finds(
        &draft,
        "duplicate_field",
        "headers[\"Reply-To\"]",
        "expected each name once, found `replyTo` as well",
    );
    // A setter replaces.
    clean(&with(|d| d.header("X-A", "1").header("x-a", "2")));
}

#[test]
fn invalid_variable_name() {
    let words = |name: &str| {
        format!("expected a name without quotes, backslashes and control characters, found \"{name}\"")
    };
    finds(&with_key("v:", "1"), "invalid_variable_name", "v:", &words(""));
    finds(&with(|d| d.variable("a\"b", "1")), "invalid_variable_name", "variables[\"a\"b\"]", &words("a\"b"));
    finds(
        &with(|d| d.variable("a\nb", "1")),
        "invalid_variable_name",
        "variables[\"a\\nb\"]",
        &words("a\\nb"),
    );
    finds(&with(|d| d.param("a\\b", "1")), "invalid_variable_name", "params[\"a\\b\"]", &words("a\\b"));
    finds(&with(|d| d.param("", "1")), "invalid_variable_name", "params[\"\"]", &words(""));
    clean(&with(|d| d.variable("a b-c_ü", "1").param("o:new thing", "1")));
}

#[test]
fn long_variable() {
    let words = "expected at most 4096 bytes, found 4097";
    finds(&with(|d| d.variable("a", "x".repeat(4097))), "long_variable", "variables[\"a\"]", words);
    clean(&with(|d| d.variable("a", "x".repeat(4096))));
    let words = "expected at most 4096 bytes, found 4098";
    finds(&with_key("v:a", "é".repeat(2049)), "long_variable", "v:a", words);
}

#[test]
fn known_param() {
    let words = |name: &str| format!("expected a parameter this package does not know, found \"{name}\"");
    let tag = with(|d| d.param("o:tag", "x"));
    finds_hint(&tag, "known_param", "params[\"o:tag\"]", &words("o:tag"), "use `tags`");
    let name = with(|d| d.param("deliveryTime", "x"));
    finds_hint(
        &name,
        "known_param",
        "params[\"deliveryTime\"]",
        &words("deliveryTime"),
        "use `deliveryTime`",
    );
    let header = with(|d| d.param("h:X-A", "x"));
    finds_hint(&header, "known_param", "params[\"h:X-A\"]", &words("h:X-A"), "use `headers` with \"X-A\"");
    let variable = with(|d| d.param("v:a", "x"));
    finds_hint(&variable, "known_param", "params[\"v:a\"]", &words("v:a"), "use `variables` with \"a\"");
    clean(&with(|d| d.param("o:new-thing", "x").param("o:new-thing", "y")));
}

/// Every byte as a header's value: only what could not begin another header goes out.
#[test]
fn every_byte_of_a_value() {
    for char in (0..=255_u8).map(char::from) {
        let draft = with(|d| d.header("X-A", format!("a{char}b")));
        let refused = char.is_control() && char != '\t';
        all(&draft, if refused { &[("control_character", "headers[\"X-A\"]")] } else { &[] });
    }
}
