//! What wasm-bindgen's glue does slower than need be, or for runtimes that are none of ours, done otherwise; and what stands elsewhere. Each change names the
//! text it replaces, as 0.2.130 writes it, and refuses any other.

use anyhow::{Result, ensure};

/// Text, what it becomes, and which of them it is.
const CHANGES: &[(&str, &str, &str)] = &[
    (
        "an exception is kept",
        KEEP,
        "function handleError(e) {\n    wasm.__wbindgen_exn_store(addToExternrefTable0(e));\n}\n",
    ),
    ("a text goes into memory", PASS, PASS_FAST),
    ("the runtime has no encodeInto", POLYFILL, ""),
    ("a text comes out of memory", TAKE, TAKE_ONCE),
    (
        "memory is looked at",
        VIEW,
        "let cachedDataViewMemory0 = null;\nfunction getDataViewMemory0() {\n    getUint8ArrayMemory0();\n    return cachedDataViewMemory0;\n}\n",
    ),
    ("memory has grown", BYTES, BYTES_AND_VIEW),
    // `pkg-template/message.js` does, around it.
    (
        "the builder is disposed of",
        "if (Symbol.dispose) Message.prototype[Symbol.dispose] = Message.prototype.free;\n",
        "",
    ),
];

const KEEP: &str = "function handleError(f, args) {
    try {
        return f.apply(this, args);
    } catch (e) {
        const idx = addToExternrefTable0(e);
        wasm.__wbindgen_exn_store(idx);
    }
}
";

const PASS: &str = "function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === undefined) {
        const buf = cachedTextEncoder.encode(arg);
        const ptr = malloc(buf.length, 1) >>> 0;
        getUint8ArrayMemory0().subarray(ptr, ptr + buf.length).set(buf);
        WASM_VECTOR_LEN = buf.length;
        return ptr;
    }

    let len = arg.length;
    let ptr = malloc(len, 1) >>> 0;

    const mem = getUint8ArrayMemory0();

    let offset = 0;

    for (; offset < len; offset++) {
        const code = arg.charCodeAt(offset);
        if (code > 0x7F) break;
        mem[ptr + offset] = code;
    }
    if (offset !== len) {
        if (offset !== 0) {
            arg = arg.slice(offset);
        }
        ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
        const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
        const ret = cachedTextEncoder.encodeInto(arg, view);

        offset += ret.written;
        ptr = realloc(ptr, len, offset, 1) >>> 0;
    }

    WASM_VECTOR_LEN = offset;
    return ptr;
}
";

/// Byte by byte where it is short, all at once where it is long: 1 MB takes 0.1 ms instead of 3 in Node and workerd, and only what is
/// not ASCII takes more memory than it has characters.
const PASS_FAST: &str = "function passStringToWasm0(arg) {
    let len = arg.length;
    let ptr = wasm.__wbindgen_malloc(len, 1) >>> 0;
    const mem = getUint8ArrayMemory0();
    let offset = 0;
    for (const end = len < 64 ? len : 0; offset < end; offset++) {
        const code = arg.charCodeAt(offset);
        if (code > 0x7F) break;
        mem[ptr + offset] = code;
    }
    if (offset !== len) {
        arg = arg.slice(offset);
        const { read, written } = cachedTextEncoder.encodeInto(arg, mem.subarray(ptr + offset, ptr + len));
        offset += written;
        if (read !== arg.length) {
            arg = arg.slice(read);
            ptr = wasm.__wbindgen_realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
            offset += cachedTextEncoder.encodeInto(arg, getUint8ArrayMemory0().subarray(ptr + offset, ptr + len)).written;
            ptr = wasm.__wbindgen_realloc(ptr, len, offset, 1) >>> 0;
        }
    }
    WASM_VECTOR_LEN = offset;
    return ptr;
}
";

const TAKE: &str = "function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
}
";

/// A constant is decoded once: most texts that leave wasm are names of fields and properties. The bounds are the factory's
/// (`crate::glue`).
const TAKE_ONCE: &str = "const constants = new Map();
function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    const take = () => decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
    if (ptr < CONSTANTS || ptr >= VARIABLES) return take();
    const place = (ptr - CONSTANTS) * (VARIABLES - CONSTANTS) + len;
    let text = constants.get(place);
    if (text === undefined) constants.set(place, (text = take()));
    return text;
}
";

/// Every runtime of ours has it.
const POLYFILL: &str = "if (!('encodeInto' in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function (arg, view) {
        const buf = cachedTextEncoder.encode(arg);
        view.set(buf);
        return {
            read: arg.length,
            written: buf.length
        };
    };
}
";

/// Asks three questions each time it is used; the array of bytes asks one.
const VIEW: &str = "let cachedDataViewMemory0 = null;
function getDataViewMemory0() {
    if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || (cachedDataViewMemory0.buffer.detached === undefined && cachedDataViewMemory0.buffer !== wasm.memory.buffer)) {
        cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
    }
    return cachedDataViewMemory0;
}
";

const BYTES: &str = "        cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);\n";
const BYTES_AND_VIEW: &str = "        cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);\n        cachedDataViewMemory0 = new DataView(wasm.memory.buffer);\n";

/// The glue, changed.
pub fn patch(glue: &str) -> Result<String> {
    let mut glue = write_lists(&catch_in_place(glue));
    for (what, from, to) in CHANGES {
        ensure!(
            glue.matches(from).count() == 1,
            "wasm-bindgen's glue has changed where {what}. Adapt xtask/src/patch.rs"
        );
        glue = glue.replace(from, to);
    }
    Ok(glue)
}

/// A list of its items: `Array.of` takes V8 a microsecond.
fn write_lists(glue: &str) -> String {
    let lines = glue.lines().map(|line| {
        let items = line.strip_prefix("    const ret = Array.of(").and_then(|rest| rest.strip_suffix(");"));
        items.map_or_else(|| line.to_owned(), |items| format!("    const ret = [{items}];"))
    });
    lines.map(|line| line + "\n").collect()
}

const WRAPPER: &str = "() { return handleError(function (";

/// An import that may throw catches by itself, without a function and a list of arguments made for each call.
fn catch_in_place(glue: &str) -> String {
    let open = |line: &str| {
        let (name, rest) = line.split_once(WRAPPER)?;
        Some(format!("{name}({}\n    try {{", rest))
    };
    let lines = glue.lines().map(|line| match line {
        "}, arguments); }" => "    } catch (e) {\n        handleError(e);\n    }\n}".to_owned(),
        _ => open(line).unwrap_or_else(|| line.to_owned()),
    });
    lines.map(|line| line + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glue() -> String {
        let before: String = CHANGES.iter().map(|(_, from, _)| *from).collect();
        format!(
            "export function __wbg_get_1() {{ return handleError(function (arg0) {{\n    return arg0.a;\n}}, arguments); }}\nexport function __wbg_of_2(arg0, arg1) {{\n    const ret = Array.of(arg0, arg1);\n    return ret;\n}}\n{before}"
        )
    }

    #[test]
    fn changes_what_is_there() -> Result<()> {
        let text = patch(&glue())?;
        assert!(
            text.starts_with(
                "export function __wbg_get_1(arg0) {\n    try {\n    return arg0.a;\n    } catch (e) {\n        handleError(e);\n    }\n}\n"
            ),
            "{text}"
        );
        assert!(text.contains("    const ret = [arg0, arg1];\n"), "{text}");
        assert!(text.contains("len < 64"), "{text}");
        assert!(!text.contains("arguments") && !text.contains("in cachedTextEncoder"), "{text}");
        Ok(())
    }

    #[test]
    fn refuses_a_glue_of_another_shape() {
        for (what, from, _) in CHANGES {
            let error = patch(&glue().replace(from, "")).map_err(|error| error.to_string());
            assert!(error.is_err_and(|text| text.contains(what)), "{what}");
        }
    }
}
