//! Several recipients, and the variables of each.

use crate::common::{Draft, all, among, clean, finds, finds_hint, key, only, problems, with, with_key};

/// A batch to Bob and Eve with these variables.
fn batch(variables: &str) -> Draft {
    with(|d| d.to("eve@host.com").recipient_variables(variables))
}

#[test]
fn recipients_exposed() {
    let words = |count| {
        format!("expected recipient variables with {count} recipients, found none: each sees the others")
    };
    let hint = "set `recipientVariables: {}` to send each recipient a message of their own";
    finds_hint(&with(|d| d.to("eve@host.com")), "recipients_exposed", "to", &words(2), hint);
    let one = only(|d| d.from("ada@example.com").to("a@b.c, d@e.f; g@h.i").subject("Hello").text("Hi."));
    finds_hint(&one, "recipients_exposed", "to", &words(3), hint);
    clean(&batch("{}"));
    clean(&with(|d| d.cc("eve@host.com").bcc("dan@host.com")));
}

#[test]
fn too_many_recipient_variables() {
    let of = |count: usize| {
        let entries: Vec<String> = (0..count).map(|n| format!("\"b{n}@h.com\":{{}}")).collect();
        with(|d| d.recipient_variables(format!("{{{}}}", entries.join(","))))
    };
    let words = "expected at most 1000 entries, found 1001";
    among(&of(1001), "too_many_recipient_variables", "recipientVariables", words);
    assert!(
        crate::common::problems(&of(1000)).iter().all(|problem| problem.code.as_str() == "unknown_recipient")
    );
}

#[test]
fn invalid_recipient_key() {
    let hint = "use the address alone, without a name";
    let words = "expected an address such as bob@example.com, found \"bob\"";
    let draft = batch("{\"bob\":{}}");
    finds_hint(&draft, "invalid_recipient_key", "recipientVariables[\"bob\"]", words, hint);
    let list = crate::common::problems(&batch("{\"Bob <bob@host.com>\":{}}"));
    let found: Vec<_> = list.iter().map(|problem| (problem.code.as_str(), problem.field.as_str())).collect();
    assert_eq!(found, [("invalid_recipient_key", "recipientVariables[\"Bob <bob@host.com>\"]")]);
    clean(&batch("{\"bob@HOST.com\":{}}"));
}

#[test]
fn invalid_json() {
    let place = "recipientVariables[\"bob@host.com\"]";
    finds(&batch("{\"bob@host.com\":5}"), "invalid_json", place, "expected an object of variables, found 5");
    finds(
        &batch("{\"bob@host.com\":null}"),
        "invalid_json",
        place,
        "expected an object of variables, found null",
    );
    finds(&batch("[]"), "invalid_json", "recipientVariables", "expected a JSON object, found []");
    clean(&batch("{\"bob@host.com\":{\"a\":[1]}}"));
}

#[test]
fn unknown_recipient() {
    let words = "expected the address of a recipient, found another";
    let draft = with_key("recipient-variables", "{\"bbo@host.com\":{}}");
    finds(&draft, "unknown_recipient", "recipient-variables[\"bbo@host.com\"]", words);
    // The local part's case may matter.
    finds_hint(
        &batch("{\"Bob@host.com\":{}}"),
        "unknown_recipient",
        "recipientVariables[\"Bob@host.com\"]",
        words,
        "write it as in `to`: bob@host.com",
    );
    // The key is the caller's.
    finds(&batch("{\"x@ПРИМЕР.рф\":{}}"), "unknown_recipient", "recipientVariables[\"x@ПРИМЕР.рф\"]", words);
    clean(&batch("{\"bob@host.com\":{},\"eve@host.com\":{}}"));
    // One of cc may have an entry (mailgun/mailgun-php#17).
    let copy = with(|d| d.cc("eve@host.com").recipient_variables("{\"eve@host.com\":{}}"));
    clean(&copy);
}

#[test]
fn missing_recipient_variable() {
    let words = |name: &str, of: &str| {
        format!("expected %recipient.{name}% to have a value for every recipient, found none for {of}")
    };
    let html = |variables: &str| {
        let mut draft = batch(variables);
        draft.html("Hello %recipient.name%, %recipient% %recipient_email%").clone()
    };
    let one = "{\"bob@host.com\":{\"name\":\"Bob\"}}";
    finds(&html(one), "missing_recipient_variable", "html", &words("name", "eve@host.com"));
    finds(&html("{}"), "missing_recipient_variable", "html", &words("name", "bob@host.com and 1 more"));
    clean(&html("{\"bob@host.com\":{\"name\":\"Bob\"},\"eve@host.com\":{\"name\":\"\"}}"));
    // Also in a subject, a header, a variable; and only as a whole name.
    let of = |change: fn(&mut Draft) -> &mut Draft| {
        let mut draft = batch(one);
        change(&mut draft).clone()
    };
    let subject = of(|d| d.subject("%recipient.id%"));
    finds(&subject, "missing_recipient_variable", "subject", &words("id", "bob@host.com and 1 more"));
    let header = of(|d| d.header("X-Id", "%recipient.id%"));
    finds(
        &header,
        "missing_recipient_variable",
        "headers[\"X-Id\"]",
        &words("id", "bob@host.com and 1 more"),
    );
    let variable = of(|d| {
        key(d, "v:a", "%recipient.id%");
        d
    });
    finds(&variable, "missing_recipient_variable", "v:a", &words("id", "bob@host.com and 1 more"));
    let amp = of(|d| d.amp_html("%recipient.id%"));
    finds(&amp, "missing_recipient_variable", "ampHtml", &words("id", "bob@host.com and 1 more"));
    clean(&of(|d| d.subject("100% %recipient.no spaces% %recipient.% %recipient.x")));
}

#[test]
fn bare_placeholder() {
    let of = |change: fn(&mut Draft) -> &mut Draft| {
        let one = "{\"name\":\"Bob\",\"\":0,\"50\":1}";
        change(&mut batch(&format!("{{\"bob@host.com\":{one},\"eve@host.com\":{one}}}"))).clone()
    };
    let words = "expected %recipient.name%, found it without `recipient.`";
    finds(&of(|d| d.html("Hello %name%, %name%")), "bare_placeholder", "html", words);
    finds(&of(|d| d.header("X-Name", "100%name%")), "bare_placeholder", "headers[\"X-Name\"]", words);
    clean(&of(|d| d.text("%recipient.name% %Name% %na me% %other% 100%% name% %name 50 %")));
    // Without variables, it is a text like any other.
    clean(&with(|d| d.text("Hello %name%")));
}

#[test]
fn copies_repeated() {
    let words = "expected no copies in a batch: each is sent once for every recipient in `to`";
    let mut draft = batch("{}");
    draft.bcc("dan@host.com");
    finds(&draft, "copies_repeated", "bcc", words);
    clean(&with(|d| d.bcc("dan@host.com").recipient_variables("{}")));
}

#[test]
fn both_names_of_the_variables() {
    let mut draft = batch("{}");
    key(&mut draft, "recipient-variables", "{}");
    all(&draft, &[("duplicate_field", "recipient-variables")]);
}

#[test]
fn two_entries_for_one_recipient() {
    let words = "expected each recipient once, found \"bob@host.com\" as well";
    let draft = batch("{\"bob@host.com\":{},\"bob@HOST.com\":{}}");
    finds(&draft, "duplicate_recipient", "recipientVariables[\"bob@HOST.com\"]", words);
}

#[test]
fn the_later_of_two_entries_is_the_one_that_fills_in() {
    let named = |variables: &str| {
        with(|d| {
            d.to("eve@host.com").recipient_variables(variables.to_owned()).text("Hello %recipient.name%")
        })
        .clone()
    };
    let eve = r#""eve@host.com":{"name":"Eve"}"#;
    for (first, second) in [("bob@host.com", "bob@HOST.com"), ("bob@host.com", "bob@host.com")] {
        let has = named(&format!(r#"{{"{first}":{{}},"{second}":{{"name":"Bob"}},{eve}}}"#));
        assert!(problems(&has).iter().all(|problem| problem.code.as_str() != "missing_recipient_variable"));
        let lacks = named(&format!(r#"{{"{first}":{{"name":"Bob"}},"{second}":{{}},{eve}}}"#));
        let words =
            "expected %recipient.name% to have a value for every recipient, found none for bob@host.com";
        among(&lacks, "missing_recipient_variable", "text", words);
    }
}
