//! The message as a whole.

use crate::common::{
    Draft, World, all, among, clean, file, finds, finds_hint, only, problems, with, with_key,
};
use mailgun_edge::Policy;
use mailgun_edge::problem::{Code, Level};

#[test]
fn missing_to() {
    let words = "expected at least one recipient, found none";
    let hint = "cc and bcc alone are not enough: put an address of your own in `to`";
    let without = |change: fn(&mut Draft) -> &mut Draft| {
        only(|d| change(d.from("ada@example.com").subject("Hello").text("Hi.")))
    };
    finds_hint(&without(|d| d), "missing_to", "to", words, hint);
    finds_hint(&without(|d| d.cc("carol@host.com").bcc("dan@host.com")), "missing_to", "to", words, hint);
    clean(&without(|d| d.to("bob@host.com")));
}

#[test]
fn missing_from() {
    let draft = only(|d| d.to("bob@host.com").subject("Hello").text("Hi."));
    finds(&draft, "missing_from", "from", "expected a sender, found none");
    clean(&only(|d| d.to("bob@host.com").template("welcome")));
}

#[test]
fn missing_body() {
    let without = |change: fn(&mut Draft) -> &mut Draft| {
        only(|d| change(d.from("ada@example.com").to("bob@host.com").subject("Hello")))
    };
    let words = "expected text, html, ampHtml or template, found none of them";
    finds(&without(|d| d), "missing_body", "text", words);
    clean(&without(|d| d.text("Hi.")));
    clean(&without(|d| d.html("Hi.")));
    clean(&without(|d| d.amp_html("Hi.")));
    clean(&without(|d| d.template("hi")));
}

#[test]
fn an_empty_draft() {
    let missing = [
        ("missing_to", "to"),
        ("missing_from", "from"),
        ("missing_subject", "subject"),
        ("missing_body", "text"),
    ];
    all(&Draft::new(), &missing);
}

#[test]
fn missing_subject() {
    let draft = || only(|d| d.from("ada@example.com").to("bob@host.com").text("Hi."));
    finds(&draft(), "missing_subject", "subject", "expected a subject, found none");
    let mut empty = draft();
    clean(empty.subject(""));
    clean(&only(|d| d.from("ada@example.com").to("bob@host.com").template("welcome")));
}

#[test]
fn empty_body() {
    let of = |text: &str| only(|d| d.from("ada@example.com").to("bob@host.com").subject("Hello").html(text));
    finds(&of(""), "empty_body", "html", "expected a body, found an empty one");
    finds(&of(" \r\n"), "empty_body", "html", "expected a body, found an empty one");
    clean(&of("."));
    clean(&with(|d| d.html("")));
    let both = only(|d| d.from("ada@example.com").to("bob@host.com").subject("Hello").html("").text(" "));
    finds(&both, "empty_body", "text", "expected a body, found an empty one");
}

#[test]
fn html_with_template() {
    let draft = with(|d| d.html("<p>").template("welcome"));
    finds(&draft, "html_with_template", "html", "expected html or template, found both");
    clean(&with(|d| d.template("welcome")));
}

#[test]
fn needs_template() {
    let words = "expected `template` as well, found none";
    finds(&with_key("t:version", "v1"), "needs_template", "t:version", words);
    finds(&with_key("templateText", true), "needs_template", "templateText", words);
    finds(&with_key("t:variables", "{}"), "needs_template", "t:variables", words);
    clean(&with(|d| d.template("a").template_version("v1").template_text(true).template_variables("{}")));
    clean(&with_key("t:text", false));
    clean(&with_key("t:text", "no"));
}

#[test]
fn needs_secondary_dkim() {
    let words = "expected `secondaryDkim` as well, found none";
    let draft = with_key("o:secondary-dkim-public", "example.com/s1");
    finds(&draft, "needs_secondary_dkim", "o:secondary-dkim-public", words);
    clean(&with(|d| d.secondary_dkim("example.com/s1").secondary_dkim_public("example.org/s1")));
}

/// A list that no call can have is read no further than it tells something; where the rule is off, it is.
#[test]
fn many_more_recipients_than_a_call_can_have() {
    let list: String = (0..50_010).map(|number| format!("b{number}@h.com,")).collect();
    let draft =
        only(|d| d.from("ada@example.com").to(list).subject("Hello").text("Hi.").recipient_variables("{}"));
    let words = "expected at most 1000 recipients in to, cc and bcc together, found 50002 at least";
    finds(&draft, "too_many_recipients", "to", words);
    let off = Policy { strict: false, rules: vec![(Code::TooManyRecipients, Level::Off)] };
    let sent = draft.message(&World, &off).map(|message| message.parts()[1].as_text().map(str::len));
    assert_eq!(
        sent.ok().flatten(),
        Some((0..50_010).map(|number| format!("b{number}@h.com, ").len()).sum::<usize>() - 2)
    );
}

#[test]
fn too_many_recipients() {
    let of = |to: usize, cc: usize, bcc: usize| {
        let join =
            |name: &str, count| (0..count).map(|n| format!("{name}{n}@h.com")).collect::<Vec<_>>().join(",");
        let (cc, bcc) = (join("c", cc), join("d", bcc));
        only(|d| d.from("ada@example.com").subject("Hello").text("Hi.").to(join("b", to)).cc(cc).bcc(bcc))
    };
    let words = "expected at most 1000 recipients in to, cc and bcc together, found 1001";
    among(&of(998, 2, 1), "too_many_recipients", "to", words);
    among(&of(1, 1, 999), "too_many_recipients", "to", words);
    let exactly = problems(&of(998, 1, 1));
    assert!(exactly.iter().all(|problem| problem.code.as_str() == "recipients_exposed"), "{exactly:?}");
}

#[test]
fn missing_inline() {
    let words = |id: &str| format!("expected an inline file for cid:{id}, found none");
    let html = |html: &str| with(|d| d.html(html));
    finds(&html("<img src=\"cid:a.png\">"), "missing_inline", "html", &words("a.png"));
    finds(&html("<img src='cid:a.png'>"), "missing_inline", "html", &words("a.png"));
    finds(&html("<img src=cid:a.png>"), "missing_inline", "html", &words("a.png"));
    finds(&html("<p style=\"background: url(cid:a.png)\">"), "missing_inline", "html", &words("a.png"));
    finds(&html("<img src=\"cid:a%20b.png\">"), "missing_inline", "html", &words("a b.png"));
    let escaped = with(|d| d.html("<img src=\"cid:a%2Bb.png\">").inline(file("a%2Bb.png", 1)));
    let hint = "a % in the name of a file is %25 there: cid:a%252Bb.png";
    let found = problems(&escaped);
    assert_eq!(
        (found[0].message.as_str(), found[0].hint.as_deref()),
        (words("a+b.png").as_str(), Some(hint))
    );
    clean(&with(|d| d.html("<img src=\"cid:a%252Bb.png\">").inline(file("a%2Bb.png", 1))));
    for html in ["a&#43;b&#x2e;png", "a+b&#X2E;png", "a%2Bb.png"] {
        clean(&with(|d| d.html(format!("<img src=\"cid:{html}\">")).inline(file("a+b.png", 1))));
    }
    clean(&with(|d| d.html("<img src=\"cid:a&b&amp;c&#x;&.png\">").inline(file("a&b&c&#x;&.png", 1))));
    clean(&html("Write cid:a.png where the image stands."));
    clean(&with(|d| d.html("<img src=\"cid:a.png\">").inline(file("a.png", 1))));
    // Each in the field that has it.
    let both = with(|d| d.html("<img src=\"cid:a.png\">").amp_html("<amp-img src=\"cid:b.png\">"));
    all(&both, &[("missing_inline", "html"), ("missing_inline", "ampHtml")]);
    let amp = with_key("amp-html", "<amp-img src=\"cid:b.png\">");
    finds(&amp, "missing_inline", "amp-html", &words("b.png"));
    // An attachment is not shown.
    let draft = with(|d| d.html("<img src=\"cid:a.png\">").attachment(file("a.png", 1)));
    let hint = "it is in `attachment`: what the html shows goes into `inline`";
    finds_hint(&draft, "missing_inline", "html", &words("a.png"), hint);
}

#[test]
fn an_inline_file_that_a_placeholder_names() {
    let html = "<img src=\"cid:%recipient.logo%\"> %recipient.logo%";
    let draft = with(|d| {
        d.html(html)
            .inline(file("logo.png", 1))
            .recipient_variables(r#"{"bob@host.com":{"logo":"logo.png"}}"#.to_owned())
    });
    clean(&draft);
}

#[test]
fn missing_inline_with_another_name() {
    for id in ["logo", "Logo.png", "logo.jpg"] {
        let html = format!("<img src=\"cid:{id}\"><img src=\"cid:zig\">");
        let draft = with(|d| d.html(html).inline(file("logo.png", 1)));
        let hints: Vec<_> = problems(&draft).into_iter().map(|problem| problem.hint).collect();
        assert_eq!(hints, [Some("did you mean cid:logo.png?".to_owned()), None, None], "{id}");
    }
}

/// Each reads no further than a name is long: read to the end of the html each time, these would take minutes.
#[test]
fn missing_inline_where_nothing_ends_the_name() {
    for piece in ["url(cid:", "=cid:", "x(cid:y(", "(cid:a"] {
        let long = piece.repeat(20_000);
        assert!(problems(&with(|d| d.html(long.as_str()))).len() < 1_000, "{piece}");
    }
    let words = "expected an inline file for cid:a.png, found none";
    finds(&with(|d| d.html("<p style=\"background: url(cid:a.png")), "missing_inline", "html", words);
}

#[test]
fn missing_inline_once_a_name() {
    let draft = with(|d| d.html("<img src=\"cid:a\"><img src=\"cid:b\"><img src=\"cid:a\">"));
    all(&draft, &[("missing_inline", "html"), ("missing_inline", "html")]);
}

#[test]
fn unused_inline() {
    let words = "expected cid:a.png in the html, found none";
    let draft = with(|d| d.html("<img src=\"cid:b.png\">").inline(file("a.png", 1)).inline(file("b.png", 1)));
    finds(&draft, "unused_inline", "inline[0].filename", words);
    // A template may show it.
    clean(&with(|d| d.template("welcome").inline(file("a.png", 1))));
}
