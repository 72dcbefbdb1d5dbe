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
    (
        "a text is given",
        "
    const ptr1 = passStringToWasm0(ret);
    const len1 = WASM_VECTOR_LEN;
    getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
    getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
",
        "
    giveText(arg0, ret);
",
    ),
    (
        "a text or none is given",
        "
    var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret);
    var len1 = WASM_VECTOR_LEN;
    getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
    getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
",
        "
    giveText(arg0, ret);
",
    ),
];

const ONCE: &str = "
function ended(ret) {
    if (ret[1]) throw takeFromExternrefTable0(ret[0]);
}

function result(ret) {
    if (ret[2]) throw takeFromExternrefTable0(ret[1]);
    return takeFromExternrefTable0(ret[0]);
}

function giveText(place, text) {
    const ptr = isLikeNone(text) ? 0 : passStringToWasm0(text);
    const view = getDataViewMemory0();
    view.setInt32((place >>> 0) + 4, WASM_VECTOR_LEN, true);
    view.setInt32(place >>> 0, ptr, true);
}
";

/// The glue, condensed.
pub fn condense(glue: &str) -> Result<String> {
    let mut glue = glue.to_owned();
    for (what, from, to) in SAID {
        ensure!(
            glue.contains(from),
            "wasm-bindgen's glue has changed where {what}. Adapt xtask/src/condense.rs"
        );
        glue = glue.replace(from, to);
    }
    Ok(glue + ONCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glue() -> String {
        SAID.iter()
            .map(|(_, from, _)| {
                from.replace(
                    "passStringToWasm0(ret)",
                    "passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc)",
                )
            })
            .collect()
    }

    #[test]
    fn says_once_what_is_said_often() -> Result<()> {
        let text = condense(&glue().repeat(2))?;
        assert_eq!(text.matches("setInt32").count(), 2, "{text}");
        assert_eq!(text.matches("throw ").count(), 2, "{text}");
        assert!(!text.contains("malloc"), "{text}");
        Ok(())
    }

    #[test]
    fn refuses_a_glue_of_another_shape() {
        let error = condense("").map_err(|error| error.to_string());
        assert!(error.is_err_and(|text| text.contains("a setter fails")));
    }
}
