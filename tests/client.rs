//! The client: the words for every option that cannot be used, the request that goes out, and a key that is never printed.

#![cfg(not(target_family = "wasm"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use common::{NOW, World, with};
use mailgun_edge::client::{Request, Response, SendError, unknown_option};
use mailgun_edge::endpoint::BaseUrl;
use mailgun_edge::key::ApiKey;
use mailgun_edge::platform::Fixed;
use mailgun_edge::response::{Accepted, Family};
use mailgun_edge::{Client, Config, Policy};

/// In base64 after `api:` it is `YXBpOmtleS1TRUNSRVQ=`.
const KEY: &str = "key-SECRET";

fn config() -> Config {
    Config { key: Some(KEY.to_owned()), domain: "mg.example.com".to_owned(), ..Config::default() }
}

fn proxy() -> Config {
    Config { key: None, base_url: Some("https://example.com/mail".to_owned()), ..config() }
}

fn header(name: &str, value: &str) -> Config {
    Config { headers: vec![(name.to_owned(), value.to_owned())], ..proxy() }
}

/// Asserts the option that is refused, and the words.
#[track_caller]
fn refuses(config: &Config, option: &str, message: &str) {
    let error = Client::new(config, &World).unwrap_err();
    assert_eq!((error.option.as_str(), error.message.as_str()), (option, message));
    assert_eq!(error.to_string(), format!("{option}: {message}"));
}

/// Asserts where messages are posted.
#[track_caller]
fn posts(config: &Config, url: &str) {
    assert_eq!(Client::new(config, &World).unwrap().url(), url);
}

/// Runs a future that never waits.
fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("the future waits"),
    }
}

#[test]
fn where_messages_are_posted() {
    let us = "https://api.mailgun.net/v3/mg.example.com/messages";
    posts(&config(), us);
    posts(&Config { region: Some("us".into()), ..config() }, us);
    let eu = "https://api.eu.mailgun.net/v3/mg.example.com/messages";
    posts(&Config { region: Some("eu".into()), ..config() }, eu);
    posts(&proxy(), "https://example.com/mail/v3/mg.example.com/messages");
    let slash = Config { base_url: Some("https://example.com/mail/".into()), ..proxy() };
    posts(&slash, "https://example.com/mail/v3/mg.example.com/messages");
    let loopback = Config { base_url: Some("http://127.0.0.1:8787".into()), ..proxy() };
    posts(&loopback, "http://127.0.0.1:8787/v3/mg.example.com/messages");
    for url in ["https://api.mailgun.net/", "https://API.eu.mailgun.net//"] {
        assert!(Client::new(&Config { base_url: Some(url.into()), ..config() }, &World).is_ok(), "{url}");
    }
    for url in [
        "https://api.mailgun.net/v3",
        "https://api.mailgun.net/v3/mg.example.com/",
        "https://api.mailgun.net/v3/",
    ] {
        let words = "expected no path behind Mailgun's host, found one: /v3/{domain}/messages is appended";
        refuses(&Config { base_url: Some(url.into()), ..config() }, "baseUrl", words);
    }
    let idn = Config { domain: "почта.рф".into(), ..config() };
    posts(&idn, "https://api.mailgun.net/v3/xn--80a1acny.xn--p1ai/messages");
}

#[test]
fn what_ends_a_host_in_a_url_is_no_part_of_an_international_domain() {
    for domain in [
        "bücher.example/../evil?x#y",
        "bücher.example:99",
        "bücher.example\\x",
        "bü\ncher.example",
        "mg.example.com/é",
        "mg.example.com?é",
        "mg.example.com#é",
        "１２７.0.0.1",
    ] {
        let shown = domain.replace('\n', "\\n");
        let words = format!("expected a sending domain such as mg.example.com, found \"{shown}\"");
        refuses(&Config { domain: domain.into(), ..config() }, "domain", &words);
    }
}

#[test]
fn keys() {
    let key = |key: &str| Config { key: Some(key.to_owned()), ..config() };
    refuses(&key(""), "key", "expected a key, found nothing");
    refuses(&key("api:key-1"), "key", "expected the key alone, found the user name `api:` before it");
    refuses(&key("key-1\n"), "key", "expected printable ASCII, found a line break at character 6");
    refuses(&key("key 1"), "key", "expected printable ASCII, found white space at character 4");
    refuses(
        &key("kéy"),
        "key",
        "expected printable ASCII, found a character that is not ASCII at character 2",
    );
    refuses(&key("\u{1}"), "key", "expected printable ASCII, found a control character at character 1");
    refuses(&Config { key: None, ..config() }, "key", "expected a key, found none");
    let own = Config { base_url: Some("https://api.mailgun.net".into()), ..proxy() };
    refuses(&own, "key", "expected a key, found none");
    assert!(Client::new(&proxy(), &World).unwrap().headers().is_empty());
}

#[test]
fn domains() {
    let domain = |domain: &str| Config { domain: domain.to_owned(), ..config() };
    let words = |found| format!("expected a sending domain such as mg.example.com, found \"{found}\"");
    refuses(&domain(""), "domain", "expected a sending domain such as mg.example.com, found nothing");
    // What may be a key in its place is not quoted.
    let unquoted = "expected a sending domain such as mg.example.com, found another text";
    for unlike in ["localhost", KEY, "https://api:key-SECRET@api.mailgun.net", "postmaster@bücher.example"] {
        refuses(&domain(unlike), "domain", unquoted);
    }
    refuses(&domain("a.b/../c"), "domain", &words("a.b/../c"));
    refuses(&domain("a.b?x=1"), "domain", &words("a.b?x=1"));
    refuses(&domain("a.b\r\nX: y"), "domain", &words("a.b\\r\\nX: y"));
    refuses(&domain("https://a.b"), "domain", &words("https://a.b"));
    let error = Client::new(&domain("почта.рф"), &Fixed::default()).unwrap_err();
    assert_eq!(error.to_string(), format!("domain: {}", words("почта.рф")));
}

#[test]
fn regions_and_base_urls() {
    let region = |name: &str| Config { region: Some(name.to_owned()), ..config() };
    refuses(&region("asia"), "region", "expected \"us\" or \"eu\", found \"asia\"");
    refuses(&region(&KEY.repeat(2)), "region", "expected \"us\" or \"eu\", found another text");
    refuses(&region("EU"), "region", "expected \"us\" or \"eu\", found \"EU\"");
    refuses(
        &Config { region: Some("eu".into()), ..proxy() },
        "region",
        "expected region or baseUrl, found both",
    );
    let base = |url: &str| Config { base_url: Some(url.to_owned()), ..config() };
    let start = "expected a URL that starts with https://, found another";
    refuses(&base(""), "baseUrl", start);
    refuses(&base("ftp://a.b"), "baseUrl", start);
    refuses(&base("http://a.b"), "baseUrl", "expected https, found http to a host that is not loopback");
    refuses(&base("https://"), "baseUrl", "expected a host name after ://, perhaps with a port");
    for port in ["99999", "0", "+443", ""] {
        let url = format!("https://a.b:{port}");
        refuses(&base(&url), "baseUrl", "expected a host name after ://, perhaps with a port");
    }
    refuses(&base("https://a.b?x"), "baseUrl", "expected no query, fragment or user name, found '?'");
    refuses(&base("https://a.b#x"), "baseUrl", "expected no query, fragment or user name, found '#'");
    refuses(&base("https://u:pw@a.b"), "baseUrl", "expected no query, fragment or user name, found '@'");
    refuses(&base("https://a.b/../c"), "baseUrl", "expected a path without dot segments");
    refuses(&base("https://a.b/%2e./c"), "baseUrl", "expected a path without dot segments");
    let ascii = "expected visible ASCII without backslashes, found another character";
    refuses(&base("https://a.b\\c"), "baseUrl", ascii);
    refuses(&base("https://a.b/é"), "baseUrl", ascii);
}

#[test]
fn headers_of_a_proxy() {
    let none = "expected none, since baseUrl is Mailgun's own; a mail's headers go into the message";
    refuses(&Config { headers: vec![("X-A".into(), "1".into())], ..config() }, "headers", none);
    let name = "expected a header's name of letters, digits and hyphens";
    refuses(&header("", "1"), "headers[\"\"]", name);
    refuses(&header("X A", "1"), "headers[\"X A\"]", name);
    refuses(&header("X:A", "1"), "headers[\"X:A\"]", name);
    refuses(&header("X-A\r\nB", "1"), "headers[\"X-A\\r\\nB\"]", name);
    for taken in [
        "Authorization",
        "content-type",
        "Content-Length",
        "HOST",
        "Cookie",
        "X-Mailgun-On-Behalf-Of",
        "Transfer-Encoding",
        "connection",
    ] {
        refuses(
            &header(taken, "1"),
            &format!("headers[\"{taken}\"]"),
            "expected a header that neither the platform nor this package sets",
        );
    }
    let value = "expected a value of visible ASCII and spaces";
    refuses(&header("X-A", "1\r\nX-B: 2"), "headers[\"X-A\"]", value);
    refuses(&header("X-A", "é"), "headers[\"X-A\"]", value);
    let client = Client::new(&header("X-Tenant", "7"), &World).unwrap();
    assert_eq!(client.headers(), [("X-Tenant".to_owned(), "7".to_owned())]);
}

#[test]
fn subaccounts() {
    let subaccount = |id: &str| Config { subaccount: Some(id.to_owned()), ..config() };
    let words = "expected a subaccount's id of visible ASCII";
    refuses(&subaccount(""), "subaccount", words);
    refuses(&subaccount("a\r\nb"), "subaccount", words);
    let client = Client::new(&subaccount("646d00a1"), &World).unwrap();
    let expected = [
        ("Authorization".to_owned(), "Basic YXBpOmtleS1TRUNSRVQ=".to_owned()),
        ("X-Mailgun-On-Behalf-Of".to_owned(), "646d00a1".to_owned()),
    ];
    assert_eq!(client.headers(), expected);
}

#[test]
fn unknown_options() {
    let known = ["key", "domain", "region", "baseUrl"];
    let words = |name| unknown_option("", name, &known).to_string();
    assert_eq!(words("apiKey"), "apiKey: expected a known option, found an unknown one; did you mean `key`?");
    assert_eq!(
        words("username"),
        "username: expected one of key, domain, region, baseUrl, found an unknown option"
    );
    assert_eq!(
        words("base_url"),
        "base_url: expected a known option, found an unknown one; did you mean `baseUrl`?"
    );
    assert_eq!(
        words("Domain"),
        "Domain: expected a known option, found an unknown one; did you mean `domain`?"
    );
    assert_eq!(
        unknown_option("retry.", "retries", &["attempts", "budget"]).to_string(),
        "retry.retries: expected a known option, found an unknown one; did you mean `attempts`?"
    );
}

#[test]
fn a_message_goes_through_the_transport_once() {
    let client = Client::new(&config(), &World).unwrap();
    let draft = with(|draft| draft.subject("Hi"));
    let message = draft.message(&World, &Policy::default()).unwrap();
    let mut calls = 0;
    let answer = ready(client.send(&message, NOW, async |request: Request<'_, ()>| {
        calls += 1;
        assert_eq!(request.url, "https://api.mailgun.net/v3/mg.example.com/messages");
        assert_eq!(request.headers, [("Authorization".to_owned(), "Basic YXBpOmtleS1TRUNSRVQ=".to_owned())]);
        let names: Vec<_> = request.parts.iter().map(|part| part.name.as_ref()).collect();
        assert_eq!(names, ["from", "to", "subject", "text"]);
        let text = "{\"id\":\"<1@x>\",\"message\":\"Queued. Thank you.\"}".to_owned();
        Ok::<_, String>(Response { status: 200, headers: Vec::new(), text })
    }));
    assert_eq!(answer.unwrap(), Accepted { id: "<1@x>".into(), message: "Queued. Thank you.".into() });
    assert_eq!(calls, 1);
}

#[test]
fn an_answer_that_is_no_acceptance() {
    let client = Client::new(&config(), &World).unwrap();
    let draft = with(|draft| draft);
    let message = draft.message(&World, &Policy::default()).unwrap();
    let answer = ready(client.send(&message, NOW, async |_| {
        let headers = vec![("Retry-After".to_owned(), "3".to_owned())];
        Ok::<_, String>(Response { status: 429, headers, text: "{\"message\":\"slow down\"}".to_owned() })
    }));
    let error = answer.unwrap_err();
    assert_eq!(error.to_string(), "Mailgun answered 429: slow down");
    let SendError::Answered(failure) = error else { panic!("{error:?}") };
    assert_eq!(
        (failure.family, failure.code, failure.retry_after),
        (Family::Refused, "rate_limited", Some(3000.0))
    );
}

#[test]
fn a_transport_that_fails() {
    let client = Client::new(&config(), &World).unwrap();
    let draft = with(|draft| draft);
    let message = draft.message(&World, &Policy::default()).unwrap();
    let answer = ready(client.send(&message, NOW, async |_| Err::<Response, _>("reset by peer")));
    let error = answer.unwrap_err();
    assert_eq!(error.to_string(), "The connection failed: reset by peer");
    assert!(matches!(error, SendError::Transport("reset by peer")));
}

#[test]
fn the_key_is_never_printed() {
    let secrets = [KEY, "YXBpOmtleS1TRUNSRVQ", "SECRET"];
    let client = Client::new(&config(), &World).unwrap();
    let draft = with(|draft| draft);
    let message = draft.message(&World, &Policy::default()).unwrap();
    let bad = Client::new(&Config { key: Some(format!("{KEY}\n")), ..config() }, &World).unwrap_err();
    let with_password = BaseUrl::parse("https://u:SECRET@a.b").unwrap_err();
    for text in [
        format!("{:?}", config()),
        format!("{:#?}", config()),
        format!("{client:?}"),
        format!("{:?}", client.request(&message)),
        format!("{:?}", ApiKey::new(KEY).unwrap()),
        format!("{bad:?} {bad}"),
        with_password,
    ] {
        assert!(!secrets.iter().any(|secret| text.contains(secret)), "{text}");
    }
    assert_eq!(format!("{:?}", config()), "Config { domain: \"mg.example.com\", region: None, .. }");
    assert_eq!(
        format!("{client:?}"),
        "Client { url: \"https://api.mailgun.net/v3/mg.example.com/messages\", .. }"
    );
}

/// A client may be shared by threads and tasks.
#[test]
fn auto_traits() {
    fn shared<T: Send + Sync + Unpin + 'static>() {}
    shared::<Client>();
    shared::<Config>();
    shared::<ApiKey>();
    shared::<mailgun_edge::Draft<Vec<u8>>>();
    shared::<mailgun_edge::Problem>();
    shared::<mailgun_edge::client::ConfigError>();
    shared::<SendError<std::io::Error>>();
}
