//! The draft: what the caller gave, in the order given, nothing checked yet. It knows fields, spellings and places; it does
//! not know what is right (`crate::check`) nor what a body is: `B` is handed through untouched.

use std::fmt;

use crate::file::File;
use crate::parameter::{Field, Spelling, for_each_parameter};
use crate::shared::Text;
use crate::text::visible;
use crate::words::{Words, add, words};

/// One value as the caller gave it.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<B> {
    /// Text of any kind.
    Text(Text),
    /// A flag: true or false.
    Flag(bool),
    /// A point in time in milliseconds since 1970; NaN where the caller's date is invalid.
    Time(f64),
    /// A mailbox given as name and address apart.
    Mailbox {
        /// The display name.
        name: Option<String>,
        /// The plain address.
        address: String,
    },
    /// A value that was not text, as JSON.
    Json(Text),
    /// A file.
    File(File<B>),
    /// A value of a type the field can never take.
    Wrong {
        /// Where below the field, such as `.address`; mostly empty.
        at: String,
        /// What the field takes.
        expected: &'static str,
        /// What was found.
        found: String,
    },
    /// A part of a value under a name it does not have.
    UnknownKey {
        /// The name.
        key: String,
        /// The names there are.
        known: &'static [&'static str],
    },
}

impl<B> From<&str> for Value<B> {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl<B> From<String> for Value<B> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<B> From<bool> for Value<B> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<B> From<File<B>> for Value<B> {
    fn from(file: File<B>) -> Self {
        Self::File(file)
    }
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Given<B> {
    /// The row.
    pub field: Field,
    /// Which of its names the caller used.
    pub spelling: Spelling,
    /// Of a map, the entry's name.
    pub key: Option<String>,
    /// Which of several values; `None` where it was given alone.
    pub index: Option<usize>,
    /// The value.
    pub value: Value<B>,
}

impl<B> Given<B> {
    /// The field's name as the caller spelt it: `to`, `o:tag`, `headers`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self.spelling {
            Spelling::Wire => self.field.row().wire,
            Spelling::Name => self.field.row().name,
        }
    }

    /// The place as the caller wrote it: `to[2]`, `o:tag[0]`, `headers["X-A"]`, `h:X-A`.
    #[must_use]
    pub fn place(&self) -> String {
        words![self]
    }
}

/// The place as the caller wrote it.
impl<B> Words for Given<B> {
    fn add_to(&self, out: &mut String) {
        out.push_str(self.name());
        match (&self.key, self.spelling, self.index) {
            (Some(key), Spelling::Wire, _) => add!(out, visible(key)),
            (Some(key), Spelling::Name, _) => add!(out, "[\"", visible(key), "\"]"),
            (None, _, Some(index)) => add!(out, '[', index, ']'),
            (None, _, None) => {}
        }
    }
}

impl<B> fmt::Display for Given<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place())
    }
}

/// A field of the plain object that no row knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Unknown<B> {
    /// Its name.
    pub name: String,
    /// What was given, to be sent as it is where the caller's rules let it pass.
    pub values: Vec<Value<B>>,
}

/// What the caller gave so far. `B` is the body of a file: a `Blob` in the npm package, bytes in native tests.
///
/// ```
/// use mailgun_edge::Draft;
/// let mut draft = Draft::<&[u8]>::new();
/// draft.from("Ada <ada@example.com>").to("bob@example.com").to("eve@example.com").subject("Hello").text("Hi.");
/// assert_eq!(draft.given().len(), 5);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Draft<B> {
    given: Vec<Given<B>>,
    unknown: Vec<Unknown<B>>,
}

impl<B> Default for Draft<B> {
    fn default() -> Self {
        Self { given: Vec::new(), unknown: Vec::new() }
    }
}

impl<B> Draft<B> {
    /// An empty draft.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What was given, in that order.
    #[must_use]
    pub fn given(&self) -> &[Given<B>] {
        &self.given
    }

    /// The fields no row knows.
    #[must_use]
    pub fn unknown(&self) -> &[Unknown<B>] {
        &self.unknown
    }

    /// The files, for whoever has to read a stream before it can be sent.
    pub fn files_mut(&mut self) -> impl Iterator<Item = &mut File<B>> {
        self.given.iter_mut().filter_map(|given| match &mut given.value {
            Value::File(file) => Some(file),
            _ => None,
        })
    }

    /// Whether a header of that name was given, in any case.
    #[must_use]
    pub fn has_header(&self, name: &str) -> bool {
        let is = |given: &Given<B>| given.key.as_deref().is_some_and(|key| key.eq_ignore_ascii_case(name));
        self.given.iter().any(|given| given.field == Field::Headers && is(given))
    }

    /// Notes a field that no row knows.
    pub fn push_unknown(&mut self, name: String, values: Vec<Value<B>>) {
        self.unknown.push(Unknown { name, values });
    }

    /// Adds a value as it stands in a plain object: nothing given before is replaced.
    pub fn push(&mut self, given: Given<B>) {
        self.given.push(given);
    }

    /// Adds several values as they stand in a plain object.
    pub fn extend(&mut self, given: impl IntoIterator<Item = Given<B>>) {
        self.given.extend(given);
    }

    /// Sets a field as its setter does: a repeatable field gains a value, a single one is replaced. A value that the field cannot
    /// take is a problem of code `wrong_type`. Maps are set by [`Draft::entry`].
    ///
    /// ```
    /// use mailgun_edge::{Draft, Policy, draft::Value, parameter::Field, platform::Fixed};
    /// let mut draft = Draft::<&[u8]>::new();
    /// draft.from("ada@example.com").to("bob@example.com").subject("Hi").text("Hi.").set(Field::Tracking, Value::Flag(true));
    /// assert!(draft.problems(&Fixed::default(), &Policy::default()).is_empty());
    ///
    /// draft.set(Field::Subject, Value::Flag(true));
    /// assert_eq!(draft.problems(&Fixed::default(), &Policy::default())[0].code.as_str(), "wrong_type");
    /// ```
    pub fn set(&mut self, field: Field, value: impl Into<Value<B>>) -> &mut Self {
        self.put(field, vec![value.into()], false)
    }

    /// Sets a field to a list of values, as its setter does; each has its place in the list.
    ///
    /// ```
    /// use mailgun_edge::{Draft, Policy, parameter::Field, platform::Fixed};
    /// let mut draft = Draft::<&[u8]>::new();
    /// draft.from("ada@example.com").text("Hi.").set_all(Field::To, vec!["bob@example.com".into(), "eve@".into()]);
    /// assert_eq!(draft.problems(&Fixed::default(), &Policy::default())[0].field, "to[1]");
    /// ```
    pub fn set_all(&mut self, field: Field, values: Vec<Value<B>>) -> &mut Self {
        self.put(field, values, true)
    }

    pub(crate) fn put(&mut self, field: Field, values: Vec<Value<B>>, listed: bool) -> &mut Self {
        if !field.row().repeats {
            self.given.retain(|given| given.field != field);
        }
        let spelling = Spelling::Name;
        let mut count = 0;
        for given in self.given.iter_mut().filter(|given| given.field == field && given.spelling == spelling)
        {
            given.index = Some(count);
            count += 1;
        }
        for (offset, value) in values.into_iter().enumerate() {
            let index = (listed || count > 0).then_some(count + offset);
            self.given.push(Given { field, spelling, key: None, index, value });
        }
        self
    }

    /// Sets one entry of a map: a header, a variable, a parameter. The same name again replaces a header or variable (case
    /// does not matter for headers), and repeats a parameter. The other fields have no names: theirs tells only the place of a problem.
    pub fn entry(&mut self, field: Field, key: &str, value: impl Into<Value<B>>) -> &mut Self {
        self.put_entry(field, key, value.into())
    }

    fn put_entry(&mut self, field: Field, key: &str, value: Value<B>) -> &mut Self {
        let same = |given: &Given<B>| {
            given.field == field
                && field != Field::Params
                && given.key.as_deref().is_some_and(|other| match field {
                    Field::Headers => other.eq_ignore_ascii_case(key),
                    _ => other == key,
                })
        };
        let entry = Given { field, spelling: Spelling::Name, key: Some(key.to_owned()), index: None, value };
        match self.given.iter_mut().find(|given| same(given)) {
            Some(given) => *given = entry,
            None => self.given.push(entry),
        }
        self
    }

    /// Sets a header, `h:<name>`.
    ///
    /// ```
    /// use mailgun_edge::{Draft, Policy, platform::Fixed};
    /// let mut draft = Draft::<&[u8]>::new();
    /// draft.from("ada@example.com").to("bob@example.com").subject("Hi").text("Hi.").header("X-Id", "7").variable("order", "7");
    /// assert!(draft.problems(&Fixed::default(), &Policy::default()).is_empty());
    ///
    /// draft.header("X-Id", "7\r\nBcc: eve@example.com");
    /// assert_eq!(draft.problems(&Fixed::default(), &Policy::default())[0].code.as_str(), "control_character");
    /// ```
    pub fn header(&mut self, name: &str, value: impl Into<Value<B>>) -> &mut Self {
        self.entry(Field::Headers, name, value)
    }

    /// Sets a variable, `v:<name>`: it comes back in events, and the recipient can read it.
    pub fn variable(&mut self, name: &str, value: impl Into<Value<B>>) -> &mut Self {
        self.entry(Field::Variables, name, value)
    }

    /// Sets a parameter the table does not know, by its wire name. One that it knows is a problem of code `known_param`.
    pub fn param(&mut self, name: &str, value: impl Into<Value<B>>) -> &mut Self {
        self.entry(Field::Params, name, value)
    }
}

macro_rules! setters {
    ($($variant:ident $snake:ident $name:literal $wire:literal $kind:ident $repeats:literal $group:literal $doc:literal $source:literal;)*) => {
        impl<B> Draft<B> {
            $( setters! { @one $kind $variant $snake $wire $doc $source } )*
        }
    };
    // A map has a setter for an entry.
    (@one Headers $($rest:tt)*) => {};
    (@one Variables $($rest:tt)*) => {};
    (@one Params $($rest:tt)*) => {};
    (@one $kind:ident $variant:ident $snake:ident $wire:literal $doc:literal $source:literal) => {
        #[doc = concat!($doc, "\n\nOn the wire `", $wire, "`. Source ([`crate::parameter`]): ", $source, ".")]
        pub fn $snake(&mut self, value: impl Into<Value<B>>) -> &mut Self {
            self.set(Field::$variant, value)
        }
    };
}
for_each_parameter!(setters);

#[cfg(test)]
mod tests {
    use super::*;

    fn places(draft: &Draft<()>) -> Vec<String> {
        draft.given().iter().map(Given::place).collect()
    }

    #[test]
    fn a_repeatable_field_gains_and_a_single_one_is_replaced() {
        let mut draft = Draft::<()>::new();
        draft.to("a").to("b").subject("x").subject("y");
        assert_eq!(places(&draft), ["to[0]", "to[1]", "subject"]);
        assert_eq!(draft.given().last().map(|given| given.value.clone()), Some(Value::Text("y".into())));
    }

    #[test]
    fn one_value_alone_has_no_index() {
        let mut draft = Draft::<()>::new();
        draft.to("a");
        assert_eq!(places(&draft), ["to"]);
        draft.set_all(Field::Tags, vec!["x".into()]);
        assert_eq!(places(&draft), ["to", "tags[0]"]);
    }

    #[test]
    fn an_entry_replaces_the_one_of_the_same_name() {
        let mut draft = Draft::<()>::new();
        draft.header("X-A", "1").header("x-a", "2").variable("a", "1").variable("A", "2");
        assert_eq!(places(&draft), ["headers[\"x-a\"]", "variables[\"a\"]", "variables[\"A\"]"]);
    }
}
