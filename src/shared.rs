//! Text of its own, or a piece of a longer text that many share: a list of a thousand addresses is one allocation.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A text of one value. It reads as a `&str`.
///
/// ```
/// use std::sync::Arc;
/// use mailgun_edge::shared::Text;
///
/// let list = Arc::new("bob@host.com eve@host.com".to_owned());
/// let eve = Text::piece(&list, 13..25);
/// assert_eq!(&*eve, "eve@host.com");
/// assert_eq!(eve, Text::from("eve@host.com"));
/// // A range that is none of the text's gives nothing.
/// assert_eq!(&*Text::piece(&list, 13..99), "");
/// ```
#[derive(Clone)]
pub struct Text {
    whole: Arc<String>,
    start: usize,
    end: usize,
}

impl Text {
    /// The piece of a shared text in that range of bytes; empty where the text has none there.
    #[must_use]
    pub fn piece(whole: &Arc<String>, range: Range<usize>) -> Self {
        Self { whole: Arc::clone(whole), start: range.start, end: range.end }
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.whole.get(self.start..self.end).unwrap_or_default()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { start: 0, end: text.len(), whole: Arc::new(text) }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
