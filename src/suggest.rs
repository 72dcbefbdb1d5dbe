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
    let (mut least, mut nearest) = (usize::MAX, None);
    for &candidate in candidates {
        let letters = letters(candidate);
        let most = wanted.len().max(letters.len()) / 3;
        // So many letters more or fewer are as many edits.
        if letters.len().abs_diff(wanted.len()) > most {
            continue;
        }
        let distance = distance(&wanted, &letters);
        if distance <= most && distance < least {
            (least, nearest) = (distance, Some(candidate));
        }
    }
    nearest
}

fn letters(name: &str) -> Vec<u8> {
    let mut letters = Vec::with_capacity(name.len());
    for byte in name.bytes() {
        if !matches!(byte, b'-' | b'_' | b':') {
            letters.push(byte.to_ascii_lowercase());
        }
    }
    letters
}

/// Edit distance where swapping two neighbours counts as one edit (optimal string alignment).
fn distance(a: &[u8], b: &[u8]) -> usize {
    // Row by row: what stands one letter less of `b` is one place back, and of `a` a row.
    let row = b.len() + 1;
    let mut table: Vec<usize> = Vec::with_capacity((a.len() + 1) * row);
    for i in 0..a.len() + 1 {
        for j in 0..row {
            let back = |places: usize| table.get(table.len() - places).copied().unwrap_or_default();
            let mut best = i.max(j);
            if i > 0 && j > 0 {
                let substituted = back(row + 1) + usize::from(a.get(i - 1) != b.get(j - 1));
                best = substituted.min(back(row) + 1).min(back(1) + 1);
                if i > 1 && j > 1 && a.get(i - 1) == b.get(j - 2) && a.get(i - 2) == b.get(j - 1) {
                    best = best.min(back(2 * row + 2) + 1);
                }
            }
            table.push(best);
        }
    }
    table.last().copied().unwrap_or_default()
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
