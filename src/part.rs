//! The parts of the form: ordered names and values, ready to be appended. It does not know FormData.

use std::borrow::Cow;

use crate::file::File;

/// One part of the multipart form.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<'d, B> {
    /// The name on the wire.
    pub name: Cow<'d, str>,
    /// The value.
    pub value: PartValue<'d, B>,
}

/// What a part carries.
#[derive(Clone, Debug, PartialEq)]
pub enum PartValue<'d, B> {
    /// Text, its line ends CRLF.
    Text(Cow<'d, str>),
    /// A file, and the name it goes out under.
    File(&'d File<B>, Cow<'d, str>),
}

impl<B> Part<'_, B> {
    /// The text, where it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            PartValue::Text(text) => Some(text),
            PartValue::File(..) => None,
        }
    }
}
