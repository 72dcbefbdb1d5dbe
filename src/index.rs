//! Texts found by their own words: which of them are equal, and where one stands. It does not know what they mean.

/// Texts in a table by hash, with linear probing. The standard library's map costs 8 kB of wasm, and sorting a thousand addresses
/// takes five times as long.
pub(crate) struct Index<'t> {
    texts: Vec<&'t str>,
    /// A text's place and one more; 0 where the slot is free. Twice as many slots as texts at least, and a power of two.
    slots: Vec<usize>,
    seed: u32,
    /// For each text the place of the one before it that is equal, and one more; 0 where there is none.
    pub(crate) before: Vec<usize>,
}

/// Whoever knows the hash could choose texts that all fall into one slot. Where they take more steps than this for each text,
/// another seed is taken: a choice of texts that suits several is out of reach.
const STEPS_MAX: usize = 16;
const SEEDS: u32 = 4;

/// A place that no list has.
pub(crate) const NOWHERE: usize = usize::MAX;

impl<'t> Index<'t> {
    pub(crate) fn new(texts: impl IntoIterator<Item = &'t str>) -> Self {
        // A plain loop: `collect` is made anew for each kind of iterator.
        let mut list = Vec::new();
        for text in texts {
            list.push(text);
        }
        Self::of(list)
    }

    pub(crate) fn of(texts: Vec<&'t str>) -> Self {
        let size = (texts.len() * 2).next_power_of_two();
        let mut index = Self { texts, slots: Vec::new(), seed: 0, before: Vec::new() };
        loop {
            index.seed += 1;
            index.slots = vec![0; size];
            index.before = vec![0; index.texts.len()];
            if index.fill() {
                return index;
            }
        }
    }

    /// Puts every text into the table, from the last to the first, which is the one that stays; `false` where that takes too many steps.
    fn fill(&mut self) -> bool {
        let mut steps = 0;
        for (at, text) in self.texts.iter().enumerate().rev() {
            let slot = self.probe(text, &mut steps);
            if steps > STEPS_MAX * self.texts.len() && self.seed < SEEDS {
                return false;
            }
            if let Some(place) = self.slots.get_mut(slot) {
                let next = std::mem::replace(place, at + 1);
                if let Some(before) = self.before.get_mut(next.wrapping_sub(1)) {
                    *before = at + 1;
                }
            }
        }
        true
    }

    /// The slot of a text, or the free one where it would stand. Counts the steps that takes.
    fn probe(&self, text: &str, steps: &mut usize) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(text, self.seed) as usize & mask;
        let other = |&place: &usize| place > 0 && self.texts.get(place - 1) != Some(&text);
        while self.slots.get(slot).is_some_and(other) {
            *steps += 1;
            slot = (slot + 1) & mask;
        }
        slot
    }

    /// Where a text stands among those given: the first, where it stands there more than once, and [`NOWHERE`] where it does not.
    pub(crate) fn find(&self, text: &str) -> usize {
        self.slots.get(self.probe(text, &mut 0)).map_or(NOWHERE, |place| place.wrapping_sub(1))
    }

    pub(crate) fn contains(&self, text: &str) -> bool {
        self.find(text) != NOWHERE
    }
}

/// Eight bytes at a time, each mixed by a multiplication (Fibonacci hashing; Knuth, TAOCP 6.4) of which the upper half comes down, by
/// another way for each seed: what meets under one seed does not under the next.
fn hash(text: &str, seed: u32) -> u32 {
    let bytes = text.as_bytes();
    let mixed = |hash: u64, word: u64| {
        let hash = (hash ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        hash ^ hash >> (28 + seed)
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = mixed(u64::from(seed), bytes.len() as u64);
    for word in words {
        hash = mixed(hash, u64::from_le_bytes(*word));
    }
    let rest = rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
    mixed(hash, rest) as u32
}

#[cfg(test)]
mod tests {
    use super::{Index, NOWHERE};

    #[test]
    fn finds_and_tells_what_is_repeated() {
        let index = Index::new(vec!["b", "a", "c", "a", "b", "a"]);
        assert_eq!(index.find("c"), 2);
        assert_eq!(index.find("a"), 1);
        assert_eq!(index.find("d"), NOWHERE);
        assert_eq!(index.before, [0, 0, 0, 2, 1, 4]);
        assert_eq!(Index::new(vec![]).find("a"), NOWHERE);
    }

    #[test]
    fn agrees_with_a_map_on_many() {
        let texts: Vec<String> =
            (0..5000).map(|number| format!("person{}@example.com", number % 3000)).collect();
        let index = Index::new(texts.iter().map(String::as_str));
        let expected = |at: usize| at.checked_sub(3000).map_or(0, |before| before + 1);
        assert!(index.before.iter().enumerate().all(|(at, &before)| before == expected(at)));
        assert!(texts.iter().all(|text| texts.get(index.find(text)) == Some(text)));
        assert_eq!(index.find("person3000@example.com"), NOWHERE);
    }

    /// Texts chosen for one slot under the first seed.
    #[test]
    fn takes_another_seed_where_texts_crowd_one_slot() {
        let crowd: Vec<String> = (0..)
            .map(|number| format!("{number}"))
            .filter(|text| super::hash(text, 1) & 0xFFF == 7)
            .take(1000)
            .collect();
        let index = Index::new(crowd.iter().map(String::as_str));
        assert_eq!(index.seed, 2);
        assert!(crowd.iter().enumerate().all(|(at, text)| index.find(text) == at));
    }
}
