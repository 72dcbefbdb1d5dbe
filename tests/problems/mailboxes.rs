//! from, to, cc, bcc, replyTo.

use crate::common::{
    World, all, among, clean, finds, finds_hint, halves, key, list, only, problems, sends, with, with_key,
    with_list,
};
use mailgun_edge::Policy;
use mailgun_edge::parameter::Field;
use mailgun_edge::problem::{Code, Level, PROBLEMS_MAX, Severity};

#[test]
fn invalid_address() {
    let words = "expected an address such as bob@example.com, found \"nobody\"";
    let hint = "a comma or semicolon separates addresses: quote a name that holds one, as in \"Smith, Eve\" <eve@host.com>";
    finds(&with(|d| d.cc("nobody")), "invalid_address", "cc", words);
    let quoted = "expected an address such as bob@example.com, found \"\"eve@host.com\"\"";
    let unquote = "quotes make one word of an address: take them away";
    finds_hint(&with(|d| d.cc("\"eve@host.com\"")), "invalid_address", "cc", quoted, unquote);
    finds(&with(|d| d.cc("carol@host.com").cc("nobody")), "invalid_address", "cc[1]", words);
    finds(&with_list("bcc", &["carol@host.com", "nobody"]), "invalid_address", "bcc[1]", words);
    finds(&with_key("replyTo", "nobody"), "invalid_address", "replyTo", words);
    let words = "entry 1: expected an address such as bob@example.com, found \"Smith\"";
    finds_hint(&with(|d| d.cc("Smith, Eve <eve@host.com>")), "invalid_address", "cc", words, hint);
    finds(&with(|d| d.cc("x@")), "invalid_address", "cc", "expected a domain after '@', found \"x@\"");
    finds(&with(|d| d.cc("")), "invalid_address", "cc", "expected an address, found nothing");
    finds(&with(|d| d.cc(" , ")), "invalid_address", "cc", "expected an address, found nothing");
    finds(
        &with(|d| d.cc(halves("Eve", "x@"))),
        "invalid_address",
        "cc",
        "expected a domain after '@', found \"x@\"",
    );
    clean(&with(|d| d.cc("\"Smith, Eve\" <eve@host.com>")));
    clean(&with(|d| d.cc(halves("Smith, Eve", "eve@host.com"))));
}

/// The place counts the caller's values; an entry of a comma list is told in the words.
#[test]
fn entries_of_a_comma_list() {
    let draft = with_list("cc", &["carol@host.com", "dan@host.com, x@, eve@host.com"]);
    finds(&draft, "invalid_address", "cc[1]", "entry 2: expected a domain after '@', found \"x@\"");
    let draft = with_key("cc", "x@; @y");
    all(&draft, &[("invalid_address", "cc"), ("invalid_address", "cc")]);
}

/// Every wrong one of a long list is named.
#[test]
fn every_wrong_one_by_its_index() {
    let mut draft =
        only(|d| d.from("ada@example.com").subject("Hello").text("Hi.").recipient_variables("{}"));
    let addresses: Vec<String> =
        (0..1000).map(|n| if n % 250 == 7 { format!("b{n}@") } else { format!("b{n}@h.com") }).collect();
    list(&mut draft, "to", &addresses.iter().map(String::as_str).collect::<Vec<_>>());
    let code = "invalid_address";
    all(&draft, &[(code, "to[7]"), (code, "to[257]"), (code, "to[507]"), (code, "to[757]")]);
}

/// A thousand recipients are told one by one, each with more than one problem; of half a million the rest is counted.
#[test]
fn more_problems() {
    let of = |entry: &str, count: usize| {
        let text = entry.repeat(count);
        problems(&with(|d| d.cc(text)))
    };
    let told = of("x@,", PROBLEMS_MAX);
    assert_eq!((told.len(), told[4999].code.as_str()), (PROBLEMS_MAX, "invalid_address"));
    let told = of(",a", 500_000);
    let last = &told[PROBLEMS_MAX];
    assert_eq!((told.len(), last.code.as_str(), last.field.as_str()), (5001, "more_problems", "message"));
    assert_eq!(last.message, "expected at most 5000 problems, found more");
    assert_eq!(last.severity, Severity::Error);
    // Where all of them are warnings, so is the last; and one error behind them makes an error of it.
    let long = format!("{}@h.com,", "x".repeat(65)).repeat(6000);
    let last = |subject: &str| {
        let draft = with(|d| d.cc(long.as_str()).subject(subject));
        let policy = Policy { strict: false, rules: vec![(Code::TooManyRecipients, Level::Off)] };
        let (told, sent) = (draft.problems(&World, &policy), draft.message(&World, &policy).is_ok());
        (told.last().map(|problem| (problem.code, problem.severity)), sent)
    };
    assert_eq!(last("Hi"), (Some((Code::MoreProblems, Severity::Warning)), true));
    assert_eq!(last("a\nb"), (Some((Code::MoreProblems, Severity::Error)), false));
}

/// Mailgun fills in what stands in a header; a batch may have an answer's address for each recipient.
#[test]
fn placeholders_in_reply_to() {
    let batch = |text: &str| {
        with(|d| d.reply_to(text).recipient_variables("{\"bob@host.com\":{\"team\":\"x@y.z\",\"n\":\"1\"}}"))
    };
    for text in [
        "%recipient.team%",
        "Team <%recipient.team%>",
        "\"Smith, Eve\" <%recipient.team%>",
        "reply+%recipient.n%@host.com",
    ] {
        sends(&batch(text), "h:Reply-To", &[text]);
        clean(&batch(text));
    }
    let both = batch("Team %recipient.n% <%recipient.team%>");
    sends(&both, "h:Reply-To", &["\"Team %recipient.n%\" <%recipient.team%>"]);
    clean(&both);
    let mut draft = batch("x@y.z");
    draft.reply_to(halves("Smith, Eve", "%recipient.team%"));
    sends(&draft, "h:Reply-To", &["x@y.z, \"Smith, Eve\" <%recipient.team%>"]);
    // Nobody fills it in where there is no batch, and an unknown one is told.
    let words = "expected an address such as bob@example.com, found \"%recipient.team%\"";
    finds(&with(|d| d.reply_to("%recipient.team%")), "invalid_address", "replyTo", words);
    all(&batch("%recipient.x%"), &[("missing_recipient_variable", "replyTo")]);
}

#[test]
fn control_character() {
    let words = "expected no control character, found U+000D in \"bob@host.com\\r\\nBcc: eve@host.com\"";
    let hint = "trim the text, or split it at its line ends";
    finds_hint(&with(|d| d.cc("bob@host.com\r\nBcc: eve@host.com")), "control_character", "cc", words, hint);
    let words = "expected no control character, found U+000A in \"Eve\\nX: y\"";
    finds_hint(&with(|d| d.cc(halves("Eve\nX: y", "eve@host.com"))), "control_character", "cc", words, hint);
    clean(&with(|d| d.cc("Eve\tSmith <eve@host.com>")));
}

#[test]
fn unicode_from() {
    let draft = |from: &str| only(|d| d.from(from).to("bob@host.com").subject("Hello").text("Hi."));
    let words = "expected an ASCII local part, found \"ада\"";
    finds(&draft("ада@example.com"), "unicode_from", "from", words);
    clean(&draft("Ада <ada@пример.рф>"));
    clean(&with(|d| d.cc("ада@example.com")));
}

#[test]
fn several_from() {
    let draft = |from: &str| only(|d| d.from(from).to("bob@host.com").subject("Hello").text("Hi."));
    finds(&draft("a@b.c, d@e.f"), "several_from", "from", "entry 2: expected one address, found 2");
    clean(&draft("\"a@b.c, d\" <d@e.f>"));
}

#[test]
fn long_address() {
    let local = |length: usize| format!("{}@h.com", "a".repeat(length));
    let words = "expected at most 64 bytes before '@' and 254 in all, found 65 and 71";
    finds(&with(|d| d.cc(local(65))), "long_address", "cc", words);
    clean(&with(|d| d.cc(local(64))));
    let whole = |length: usize| {
        let label = "a".repeat(63);
        let last = "a".repeat(length - 10 - 3 * 64);
        format!("{}@{label}.{label}.{label}.{last}", "a".repeat(9))
    };
    let words = "expected at most 64 bytes before '@' and 254 in all, found 9 and 255";
    finds(&with(|d| d.cc(whole(255))), "long_address", "cc", words);
    clean(&with(|d| d.cc(whole(254))));
}

#[test]
fn duplicate_recipient() {
    let words = "expected each recipient once, found bob@HOST.com in `to` as well".replace("HOST", "host");
    finds(&with(|d| d.cc("Bob <bob@HOST.com>")), "duplicate_recipient", "cc", &words);
    let words = "entry 2: expected each recipient once, found eve@host.com in `cc` as well";
    finds(&with(|d| d.cc("eve@host.com, Eve <eve@host.com>")), "duplicate_recipient", "cc", words);
    clean(&with(|d| d.cc("Bob@host.com")));
    clean(&with(|d| d.reply_to("bob@host.com")));
}

#[test]
fn comment_dropped() {
    let words = "expected parentheses within quotes, found a comment, which is left out";
    let hinted = "write \"Acme (UK)\" <bob@host.com>, or { name, address }";
    for text in
        ["Acme (UK) <eve@host.com>", "eve@host.com (Eve)", "carol@host.com, Müller (Eva) <eve@host.com>"]
    {
        finds_hint(&with(|d| d.cc(text)), "comment_dropped", "cc", words, hinted);
    }
    clean(&with(|d| d.cc("\"Acme (UK)\" <eve@host.com>")));
    clean(&with(|d| d.cc(halves("Acme (UK)", "eve@host.com"))));
    // What is wrong is told, and not a second time.
    all(&with(|d| d.cc("eve (at) host.com")), &[("invalid_address", "cc")]);
}

#[test]
fn garbled_name() {
    let words = "expected no ( ) , or \" in a name that is not ASCII, since Mailgun garbles it";
    finds(&with(|d| d.cc("\"Müller, Eva\" <eve@host.com>")), "garbled_name", "cc", words);
    finds(&with(|d| d.cc("\"Müller (Eva)\" <eve@host.com>")), "garbled_name", "cc", words);
    clean(&with(|d| d.cc("Müller Eva <eve@host.com>")));
    clean(&with(|d| d.cc("\"Mueller, Eva\" <eve@host.com>")));
}

#[test]
fn the_caller_s_spelling() {
    let mut draft = with(|d| d);
    draft.set_all(Field::ReplyTo, vec!["x@".into()]);
    finds(&draft, "invalid_address", "replyTo[0]", "expected a domain after '@', found \"x@\"");
    let mut draft = only(|d| d.from("ada@example.com").subject("Hello").text("Hi."));
    key(&mut draft, "to", "x@");
    among(&draft, "invalid_address", "to", "expected a domain after '@', found \"x@\"");
}
