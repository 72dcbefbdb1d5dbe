//! The nearest known name for a misspelt one. It knows edit distance and nothing of what the names mean.

/// Names longer than this are nobody's typo; it bounds the work to 48 by 48 steps a candidate.
const LENGTH_MAX: usize = 48;

/// The candidate nearest to `name`, if one is near: at most a third of the letters differ, case and `-`, `_`, `:` aside.
///
/// ```
/// use mailgun_edge::suggest::nearest;
/// assert_eq!(nearest("attachments", ["attachment", "inline"]), Some("attachment"));
/// assert_eq!(nearest("zzz", ["attachment", "inline"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut list = Vec::new();
    for candidate in candidates {
        list.push(candidate);
    }
    nearest_of(name, &list)
}

/// The same, of a list. Not generic: each kind of iterator would cost the wasm 2 kB.
pub(crate) fn nearest_of<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    if name.len() > LENGTH_MAX {
        return None;
    }
    let wanted = letters(name);
    let mut nearest: Option<(usize, &str)> = None;
    for &candidate in candidates {
        let letters = letters(candidate);
        let most = wanted.len().max(letters.len()) / 3;
        // So many letters more or fewer are as many edits.
        if letters.len().abs_diff(wanted.len()) > most {
            continue;
        }
        let distance = distance(&wanted, &letters);
        if distance <= most && nearest.is_none_or(|(least, _)| distance < least) {
            nearest = Some((distance, candidate));
        }
    }
    nearest.map(|(_, candidate)| candidate)
}

fn letters(name: &str) -> Vec<u8> {
    let mut letters = Vec::with_capacity(name.len());
    for byte in name.bytes().filter(|byte| !matches!(byte, b'-' | b'_' | b':')) {
        letters.push(byte.to_ascii_lowercase());
    }
    letters
}

/// Edit distance where swapping two neighbours counts as one edit (optimal string alignment).
fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous_a = None;
    for (i, &letter) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        let mut previous_b = None;
        for (j, &other) in b.iter().enumerate() {
            let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
            let substituted = at(&last, j) + usize::from(letter != other);
            let mut best = substituted.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            if previous_a == Some(other) && previous_b == Some(letter) && j > 0 {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
            previous_b = Some(other);
        }
        before = std::mem::replace(&mut last, row);
        previous_a = Some(letter);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits() {
        for (a, b, expected) in [
            ("", "", 0),
            ("a", "", 1),
            ("", "ab", 2),
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
        }
    }

    #[test]
    fn finds_what_was_meant() {
        let names = ["attachment", "o:tracking-clicks", "o:tracking", "subject", "html"];
        for (typo, meant) in [
            ("attachments", "attachment"),
            ("o:tracking-click", "o:tracking-clicks"),
            ("o:trackng", "o:tracking"),
            ("Subject", "subject"),
            ("sbuject", "subject"),
            ("htlm", "html"),
            ("o:tracking_clicks", "o:tracking-clicks"),
        ] {
            assert_eq!(nearest(typo, names), Some(meant));
        }
        assert_eq!(nearest("priority", names), None);
        assert_eq!(nearest("xyc", ["a-b-c-"]), None);
        assert_eq!(nearest(&"x".repeat(10_000), names), None);
    }
}
