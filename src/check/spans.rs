//! Where the values of each field stand in a draft. A list's stand one after the other, so that a thousand are gone through once, and
//! not for each field. It does not know what a value is.

use crate::draft::{Draft, Given};
use crate::parameter::Field;

/// For each field the place of its first value, and the one after its last.
pub(super) struct Spans([(usize, usize); Field::ALL.len()]);

impl Spans {
    pub(super) fn of<B>(draft: &Draft<B>) -> Self {
        let mut spans = [(0, 0); Field::ALL.len()];
        for (at, given) in draft.given().iter().enumerate() {
            if let Some((start, end)) = spans.get_mut(given.field as usize) {
                if *end == 0 {
                    *start = at;
                }
                *end = at + 1;
            }
        }
        Self(spans)
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.span(field).1 > 0
    }

    /// The values of a field, in the order given.
    pub(super) fn values<'d, B>(
        &self,
        draft: &'d Draft<B>,
        field: Field,
    ) -> impl Iterator<Item = &'d Given<B>> + use<'d, B> {
        let (start, end) = self.span(field);
        let span = draft.given().get(start..end).unwrap_or_default();
        span.iter().filter(move |given| given.field == field)
    }

    fn span(&self, field: Field) -> (usize, usize) {
        self.0.get(field as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_stands_apart() {
        let mut draft = Draft::<()>::new();
        draft.to("a").text("x").to("b").cc("c").to("d");
        let spans = Spans::of(&draft);
        let found = |field| spans.values(&draft, field).map(Given::place).collect::<Vec<_>>();
        assert_eq!(found(Field::To), ["to[0]", "to[1]", "to[2]"]);
        assert_eq!(found(Field::Cc), ["cc"]);
        assert!(spans.has(Field::Text) && !spans.has(Field::Html) && found(Field::Html).is_empty());
    }
}
