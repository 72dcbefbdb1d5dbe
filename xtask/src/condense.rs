//! What wasm-bindgen's glue says in many places, said once: how a text goes into memory, and how a call ends. Each names the text that
//! it replaces, as 0.2.130 writes it, and refuses a glue without it.

use anyhow::{Result, ensure};

/// What is said, its text, and what becomes of it.
const SAID: &[(&str, &str, &str)] = &[
    (
        "a setter fails",
        "
    if (ret[1]) {
        throw takeFromExternrefTable0(ret[0]);
    }
",
        "
    ended(ret);
",
    ),
    (
        "a function fails",
        "
    if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
    }
    return takeFromExternrefTable0(ret[0]);
",
        "
    return result(ret);
",
    ),
    ("a text is passed", ", wasm.__wbindgen_malloc, wasm.__wbindgen_realloc)", ")"),
];

const ONCE: &str = "
function ended(ret) {
    if (ret[1]) throw takeFromExternrefTable0(ret[0]);
}

function result(ret) {
    if (ret[2]) throw takeFromExternrefTable0(ret[1]);
    return takeFromExternrefTable0(ret[0]);
}
";

/// The glue, condensed.
pub fn condense(glue: &str) -> Result<String> {
    let mut glue = glue.to_owned();
    for (what, from, to) in SAID {
        // A method stands further in than a function.
        let [from_method, to_method] = [from, to].map(|text| text.trim_end().replace('\n', "\n    "));
        ensure!(
            glue.contains(from) || glue.contains(&from_method),
            "wasm-bindgen's glue has changed where {what}. Adapt xtask/src/condense.rs"
        );
        glue = glue.replace(&from_method, &to_method).replace(from, to);
    }
    Ok(in_one_line(&glue) + ONCE)
}

/// What a call gives is handed on in the same line.
fn in_one_line(glue: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in glue.lines() {
        let end = line.trim().strip_suffix("(ret);").filter(|end| ["ended", "return result"].contains(end));
        let call = lines.last().and_then(|call| call.strip_suffix(';')?.split_once("const ret = "));
        let joined = end.zip(call).map(|(end, (indent, call))| format!("{indent}{end}({call});"));
        if joined.is_some() {
            lines.pop();
        }
        lines.push(joined.unwrap_or_else(|| line.to_owned()));
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALL: &str = "    const ret = wasm.call();";

    fn glue() -> String {
        SAID.iter().map(|(_, from, _)| format!("{CALL}{from}\n")).collect()
    }

    #[test]
    fn says_once_what_is_said_often() -> Result<()> {
        let text = condense(&(glue() + &glue().replace('\n', "\n    ")))?;
        assert_eq!(text.matches("throw ").count(), 2, "{text}");
        assert_eq!(text.matches("    ended(wasm.call());").count(), 2, "{text}");
        assert!(!text.contains("malloc"), "{text}");
        Ok(())
    }

    #[test]
    fn refuses_a_glue_of_another_shape() {
        let error = condense("").map_err(|error| error.to_string());
        assert!(error.is_err_and(|text| text.contains("a setter fails")));
    }
}
