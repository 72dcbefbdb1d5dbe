//! Texts in order: which of them are equal, and where one stands. One sort for every use, since each further instance of the
//! standard library's costs 3 to 6 kB of wasm.

/// Texts and their order.
pub(crate) struct Sorted<'t> {
    texts: Vec<&'t str>,
    order: Vec<usize>,
}

impl<'t> Sorted<'t> {
    pub(crate) fn new(texts: Vec<&'t str>) -> Self {
        let mut order: Vec<usize> = (0..texts.len()).collect();
        let at = |index: &usize| texts.get(*index).copied().unwrap_or_default();
        order.sort_unstable_by(|a, b| at(a).cmp(at(b)).then(a.cmp(b)));
        Self { texts, order }
    }

    /// Where a text stands among those given.
    pub(crate) fn find(&self, text: &str) -> Option<usize> {
        let at = |index: &usize| self.texts.get(*index).copied().unwrap_or_default();
        let found = self.order.binary_search_by(|index| at(index).cmp(text)).ok()?;
        self.order.get(found).copied()
    }

    /// Each text that was given before: the places of the one before it and of itself.
    pub(crate) fn repeated(&self) -> impl Iterator<Item = (usize, usize)> {
        self.order.windows(2).filter_map(|pair| match pair {
            [first, second] if self.texts.get(*first) == self.texts.get(*second) => Some((*first, *second)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Sorted;

    #[test]
    fn finds_and_tells_what_is_repeated() {
        let sorted = Sorted::new(vec!["b", "a", "c", "a", "b", "a"]);
        assert_eq!(sorted.find("c"), Some(2));
        assert_eq!(sorted.find("d"), None);
        assert_eq!(sorted.repeated().collect::<Vec<_>>(), [(1, 3), (3, 5), (0, 4)]);
        assert_eq!(Sorted::new(vec![]).find("a"), None);
    }
}
