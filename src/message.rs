//! The message: a borrowed proof that a draft has no error. Only [`Draft::message`] makes one.

use crate::check;
use crate::draft::Draft;
use crate::part::{Part, PartValue};
use crate::platform::Platform;
use crate::problem::{Policy, Problem, Severity};

/// A message that may be sent, as the parts that would go out.
///
/// ```
/// use mailgun_edge::{Draft, Policy, platform::Fixed};
///
/// let mut draft = Draft::<&[u8]>::new();
/// draft.from("ada@example.com").to("bob@example.com").text("Hi.");
/// let message = draft.message(&Fixed::default(), &Policy::default()).unwrap();
/// assert_eq!(message.parts()[1].as_text(), Some("bob@example.com"));
///
/// draft.to("nobody");
/// let problems = draft.message(&Fixed::default(), &Policy::default()).unwrap_err();
/// assert_eq!(problems[0].field, "to[1]");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Message<'d, B> {
    parts: Vec<Part<'d, B>>,
    warnings: Vec<Problem>,
}

impl<'d, B> Message<'d, B> {
    /// The parts, in the order of the table.
    #[must_use]
    pub fn parts(&self) -> &[Part<'d, B>] {
        &self.parts
    }

    /// What is doubtful about it.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// The length of all values together, in bytes: the request without its boundaries. As a float, for JS.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub fn bytes(&self) -> f64 {
        let length = |part: &Part<'d, B>| match &part.value {
            PartValue::Text(text) => text.len() as f64,
            PartValue::File(file, _) => file.size.unwrap_or(0) as f64,
        };
        self.parts.iter().map(length).sum()
    }

    /// Gives up the proof for its parts and warnings.
    #[must_use]
    pub fn into_parts(self) -> (Vec<Part<'d, B>>, Vec<Problem>) {
        (self.parts, self.warnings)
    }
}

impl<B> Draft<B> {
    /// Everything wrong or doubtful, all at once. Empty where nothing is.
    ///
    /// ```
    /// use mailgun_edge::{Draft, Policy, platform::Fixed};
    /// let mut draft = Draft::<&[u8]>::new();
    /// draft.from("ada@example.com").to("bob@example.com").to("eve@example.com").subject("Hello").text("Hi.");
    /// let problems = draft.problems(&Fixed::default(), &Policy::default());
    /// assert_eq!(problems[0].code.as_str(), "recipients_exposed");
    /// ```
    #[must_use]
    pub fn problems(&self, platform: &impl Platform, policy: &Policy) -> Vec<Problem> {
        check::run(self, platform, policy).1
    }

    /// The message, if nothing is wrong with it.
    ///
    /// # Errors
    /// Every problem, warnings included, in the order of the table, where one of them is an error. The example is that of [`Message`].
    pub fn message(&self, platform: &impl Platform, policy: &Policy) -> Result<Message<'_, B>, Vec<Problem>> {
        let (parts, problems) = check::run(self, platform, policy);
        if problems.iter().any(|problem| problem.severity == Severity::Error) {
            return Err(problems);
        }
        Ok(Message { parts, warnings: problems })
    }
}
