//! A file to attach: its name, type and size. It never looks at the body.

use std::borrow::Cow;

use crate::header::is_token;
use crate::text::{holds, replace, split_first, trim_end_by};

/// A file. `B` is handed through untouched.
///
/// ```
/// use mailgun_edge::File;
/// let file = File::new(b"%PDF-".as_slice(), "report.pdf").content_type("application/pdf");
/// assert_eq!(file.filename.as_deref(), Some("report.pdf"));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct File<B> {
    /// The body.
    pub body: B,
    /// Its length in bytes; `None` while it is a stream that was not read yet.
    pub size: Option<u64>,
    /// The name. Required: Mailgun drops a file without one (anymail/django-anymail#128).
    pub filename: Option<String>,
    /// The media type; none means `application/octet-stream`.
    pub content_type: Option<String>,
}

impl<B: AsRef<[u8]>> File<B> {
    /// A file of these bytes under that name. A name that is empty, or holds control characters, is a problem of the message.
    pub fn new(body: B, filename: impl Into<String>) -> Self {
        let size = body.as_ref().len() as u64;
        Self { body, size: Some(size), filename: Some(filename.into()), content_type: None }
    }
}

impl<B> File<B> {
    /// Sets the media type.
    #[must_use]
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }
}

/// The name as it goes out: the last part of a path, and `'` for `"`. Runtimes write `"` and `\` differently, and workerd
/// cannot write a final `\` at all (workerd, src/workerd/api/form-data.c++, addEscapingQuotes).
///
/// ```
/// use mailgun_edge::file::clean;
/// assert_eq!(clean("report.pdf"), "report.pdf");
/// assert_eq!(clean("C:\\tmp\\a \"b\".txt"), "a 'b'.txt");
/// ```
#[must_use]
pub fn clean(filename: &str) -> Cow<'_, str> {
    let base = trim_end_by(filename, |char| matches!(char, '/' | '\\'));
    let folder = trim_end_by(base, |char| !matches!(char, '/' | '\\'));
    let base = base.get(folder.len()..).unwrap_or(base);
    if holds(base, b'"') { Cow::Owned(replace(base, |char| char == '"', "'")) } else { Cow::Borrowed(base) }
}

/// Whether a text is a media type: `type/subtype`, perhaps with parameters, in visible ASCII (RFC 9110, 8.3.1).
///
/// ```
/// use mailgun_edge::file::is_content_type;
/// assert!(is_content_type("text/plain; charset=utf-8"));
/// assert!(!is_content_type("text"));
/// ```
#[must_use]
pub fn is_content_type(text: &str) -> bool {
    let (essence, parameters) = split_first(text, b';').unwrap_or((text, ""));
    split_first(trim_end_by(essence, |char| matches!(char, ' ' | '\t')), b'/')
        .is_some_and(|(kind, subtype)| is_token(kind) && is_token(subtype))
        && parameters.bytes().all(|byte| matches!(byte, b'\t' | b' '..=b'~'))
}
