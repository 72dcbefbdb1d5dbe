//! The client: a key, a domain and an address, and what follows from them for every message. It does no I/O: a program hands
//! it the transport it has.

use std::fmt;

use crate::endpoint::{BaseUrl, Region, messages_url};
use crate::header::is_token;
use crate::key::{ApiKey, wipe};
use crate::message::Message;
use crate::part::Part;
use crate::platform::Platform;
use crate::response::{Accepted, Failure, read};
use crate::suggest::nearest_of;
use crate::text::{control, excerpt, join};
use crate::words::words;

/// Headers that the platform or this crate sets, and those of a connection (RFC 9110, 7.6.1), with which every fetch would fail.
const TAKEN: &[&str] = &[
    "authorization",
    "content-type",
    "content-length",
    "host",
    "cookie",
    "x-mailgun-on-behalf-of",
    "connection",
    "expect",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// What a client is made of. Nothing is checked before [`Client::new`].
///
/// ```
/// use mailgun_edge::{Client, Config, platform::Fixed};
/// let config = Config {
///     domain: "mg.example.com".into(),
///     base_url: Some("https://www.example.com/mail".into()),
///     headers: vec![("X-Tenant".into(), "7".into())],
///     ..Config::default()
/// };
/// assert!(Client::new(&config, &Fixed::default()).is_ok());
///
/// let both = Config { region: Some("eu".into()), ..config };
/// assert_eq!(Client::new(&both, &Fixed::default()).unwrap_err().to_string(), "region: expected region or baseUrl, found both");
/// ```
#[derive(Clone, Default)]
pub struct Config {
    /// The API key: printable ASCII. May be left out where `base_url` is not Mailgun's.
    pub key: Option<String>,
    /// The sending domain: a host name with a dot, at most 253 characters.
    pub domain: String,
    /// `us` or `eu`, by default `us`; not together with `base_url`. Source: Mailgun's OpenAPI, `servers`.
    pub region: Option<String>,
    /// Another address than Mailgun's: a proxy of your own, a sandbox. `https:`, or `http:` to loopback.
    pub base_url: Option<String>,
    /// The id of a subaccount to send for: visible ASCII. Goes out as `X-Mailgun-On-Behalf-Of`.
    pub subaccount: Option<String>,
    /// Headers for a proxy of your own; only with a `base_url` that is not Mailgun's.
    pub headers: Vec<(String, String)>,
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("domain", &self.domain)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

/// An option that cannot be used, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The option's name in the npm package.
    pub option: String,
    /// What was expected and what was found; never the key.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.option, self.message)
    }
}

impl std::error::Error for ConfigError {}

/// A client for one sending domain.
///
/// ```
/// use mailgun_edge::{Client, Config, platform::Fixed};
/// let config = Config { key: Some("key-1".into()), domain: "mg.example.com".into(), ..Config::default() };
/// let client = Client::new(&config, &Fixed::default()).unwrap();
/// assert_eq!(client.url(), "https://api.mailgun.net/v3/mg.example.com/messages");
///
/// let refused = Client::new(&Config { domain: "a/b".into(), ..config }, &Fixed::default()).unwrap_err();
/// assert_eq!(refused.option, "domain");
/// ```
#[derive(Clone)]
pub struct Client {
    url: String,
    headers: Vec<(String, String)>,
}

/// The headers hold the key, so they are overwritten.
impl Drop for Client {
    fn drop(&mut self) {
        for (_, value) in &mut self.headers {
            wipe(value);
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("url", &self.url).finish_non_exhaustive()
    }
}

/// A request as plain data: a POST of a multipart form, which [`Client::request`] makes.
pub struct Request<'m, B> {
    /// The address.
    pub url: &'m str,
    /// The headers, the Authorization among them; the Content-Type is the form's to set.
    pub headers: &'m [(String, String)],
    /// The form's parts.
    pub parts: &'m [Part<'m, B>],
}

impl<B> fmt::Debug for Request<'_, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("url", &self.url)
            .field("parts", &self.parts.len())
            .finish_non_exhaustive()
    }
}

/// An answer as plain data.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers, names in any case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub text: String,
}

/// Why a message was not accepted.
#[derive(Debug)]
pub enum SendError<E> {
    /// An answer that is no acceptance.
    Answered(Failure),
    /// The transport failed: the message was perhaps queued.
    Transport(E),
}

impl<E: fmt::Display> fmt::Display for SendError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered(failure) => failure.fmt(f),
            Self::Transport(error) => write!(f, "The connection failed: {error}"),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> std::error::Error for SendError<E> {}

impl Client {
    /// Checks the options.
    ///
    /// # Errors
    /// The first option that cannot be used.
    pub fn new(config: &Config, platform: &impl Platform) -> Result<Self, ConfigError> {
        // From here on it holds the key, which it overwrites where it is dropped.
        let mut client = Self { url: String::new(), headers: Vec::new() };
        let mut option = "";
        if let Err(message) = client.take(config, platform, &mut option) {
            return Err(ConfigError { option: option.to_owned(), message });
        }
        for (name, value) in &config.headers {
            if let Err(message) = extra_header(name, value) {
                let option = words!["headers[\"", excerpt(name), "\"]"];
                return Err(ConfigError { option, message: message.to_owned() });
            }
            client.add(name, value.clone());
        }
        Ok(client)
    }

    /// Takes all options but the headers of a proxy; `option` is the one that is read, and so the one that cannot be used.
    fn take(
        &mut self,
        config: &Config,
        platform: &impl Platform,
        option: &mut &'static str,
    ) -> Result<(), String> {
        *option = "region";
        let base = match (&config.base_url, &config.region) {
            (Some(_), Some(_)) => return Err("expected region or baseUrl, found both".to_owned()),
            (Some(url), None) => {
                *option = "baseUrl";
                BaseUrl::parse(url)?
            }
            (None, Some(region)) => Region::parse(region)?.into(),
            (None, None) => Region::default().into(),
        };
        *option = "domain";
        self.url = messages_url(&base, &config.domain, platform)?;
        *option = "key";
        match &config.key {
            Some(key) => {
                let key = ApiKey::new(key)?;
                self.add("Authorization", key.authorization());
            }
            None if base.is_mailgun() => return Err("expected a key, found none".to_owned()),
            None => {}
        }
        *option = "subaccount";
        if let Some(id) = &config.subaccount {
            if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err("expected a subaccount's id of visible ASCII".to_owned());
            }
            self.add("X-Mailgun-On-Behalf-Of", id.clone());
        }
        *option = "headers";
        if base.is_mailgun() && !config.headers.is_empty() {
            let message =
                "expected none, since baseUrl is Mailgun's own; a mail's headers go into the message";
            return Err(message.to_owned());
        }
        Ok(())
    }

    fn add(&mut self, header: &str, value: String) {
        self.headers.push((header.to_owned(), value));
    }

    /// The address messages are posted to.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers of every request. They hold the key.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The request for a message.
    ///
    /// ```
    /// use mailgun_edge::{Client, Config, Draft, Policy, platform::Fixed};
    /// let config = Config { key: Some("key-1".into()), domain: "mg.example.com".into(), ..Config::default() };
    /// let client = Client::new(&config, &Fixed::default())?;
    /// let mut draft = Draft::<&[u8]>::new();
    /// draft.from("ada@mg.example.com").to("bob@host.com").text("Hi.");
    /// let message = draft.message(&Fixed::default(), &Policy::default()).unwrap();
    ///
    /// let request = client.request(&message);
    /// assert_eq!(request.url, "https://api.mailgun.net/v3/mg.example.com/messages");
    /// assert_eq!(request.headers[0], ("Authorization".to_owned(), "Basic YXBpOmtleS0x".to_owned()));
    /// assert_eq!(request.parts.len(), 3);
    /// # Ok::<(), mailgun_edge::client::ConfigError>(())
    /// ```
    #[must_use]
    pub fn request<'m, B>(&'m self, message: &'m Message<'m, B>) -> Request<'m, B> {
        Request { url: &self.url, headers: &self.headers, parts: message.parts() }
    }

    /// Posts a message by the transport given, once, and reads the answer. `now` is in milliseconds since 1970. The example is the crate's own.
    /// Whether to send again says [`crate::retry::next`].
    ///
    /// # Errors
    /// [`SendError::Answered`] for an answer that is no acceptance: its [`Failure`] says whether the message was perhaps queued.
    /// [`SendError::Transport`] for the transport's own error.
    pub async fn send<'m, B, E>(
        &'m self,
        message: &'m Message<'m, B>,
        now: f64,
        transport: impl AsyncFnOnce(Request<'m, B>) -> Result<Response, E>,
    ) -> Result<Accepted, SendError<E>> {
        let response = transport(self.request(message)).await.map_err(SendError::Transport)?;
        let header = |name: &str| {
            response
                .headers
                .iter()
                .find(|(other, _)| other.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.clone())
        };
        read(response.status, header, &response.text, now).map_err(SendError::Answered)
    }
}

/// A header for a proxy: never one that the platform sets, nor one that could carry another.
fn extra_header(name: &str, value: &str) -> Result<(), &'static str> {
    if !is_token(name) {
        return Err("expected a header's name of letters, digits and hyphens");
    }
    if TAKEN.iter().any(|taken| name.eq_ignore_ascii_case(taken)) {
        return Err("expected a header that neither the platform nor this package sets");
    }
    if control(value).is_some() || !value.is_ascii() {
        return Err("expected a value of visible ASCII and spaces");
    }
    Ok(())
}

/// The error for an option that does not exist; `at` is what stands before its name: `retry.`, or nothing.
#[must_use]
pub fn unknown_option(at: &str, name: &str, known: &[&str]) -> ConfigError {
    let alias = ALIASES.iter().find(|(alias, option)| *alias == name && known.contains(option));
    let meant = alias.map(|(_, option)| *option).or_else(|| nearest_of(name, known));
    let message = match meant {
        Some(meant) => words!["expected a known option, found an unknown one; did you mean `", meant, "`?"],
        None => words!["expected one of ", join(known, ", "), ", found an unknown option"],
    };
    ConfigError { option: words![at, name], message }
}

/// What other clients call an option (mailgun.js, nodemailer-mailgun-transport; got, p-retry), and what it is called here.
const ALIASES: &[(&str, &str)] = &[
    ("apiKey", "key"),
    ("api_key", "key"),
    ("url", "baseUrl"),
    ("host", "baseUrl"),
    ("retries", "attempts"),
    ("maxRetries", "attempts"),
];
