//! The functions of a wasm module: their names, where it has them, and how many bytes each takes.

use std::collections::HashMap;

use anyhow::Result;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// What a module is made of.
#[derive(Debug, Default)]
pub struct Functions {
    /// How many are imported: those come first in the numbering.
    pub imported: u32,
    /// The names of the name section, by number.
    pub names: HashMap<u32, String>,
    /// The bytes of each body that the module has itself.
    pub bodies: Vec<u64>,
    /// The bytes of the data section.
    pub data: u64,
}

impl Functions {
    /// Reads a module.
    pub fn of(wasm: &[u8]) -> Result<Self> {
        let mut found = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        found.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => found.bodies.push(body.range().len() as u64),
                Payload::DataSection(section) => found.data = section.range().len() as u64,
                Payload::CustomSection(section) => {
                    let KnownCustom::Name(names) = section.as_known() else { continue };
                    for part in names {
                        let Name::Function(map) = part? else { continue };
                        for naming in map {
                            let naming = naming?;
                            found.names.insert(naming.index, naming.name.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(found)
    }

    /// The bytes of all bodies.
    pub fn code(&self) -> u64 {
        self.bodies.iter().sum()
    }

    /// The biggest, with their names.
    pub fn biggest(&self, count: usize) -> Vec<(u64, String)> {
        let mut all: Vec<_> = (self.imported..).zip(&self.bodies).collect();
        all.sort_by_key(|(_, bytes)| std::cmp::Reverse(**bytes));
        all.truncate(count);
        all.into_iter()
            .map(|(index, bytes)| {
                (*bytes, self.names.get(&index).map_or_else(|| format!("#{index}"), |name| plain(name)))
            })
            .collect()
    }
}

/// `a::b[0123456789abcdef]::c::h0123456789abcdef` is `a::b::c`: the compiler's hashes tell crates and instances apart.
fn plain(name: &str) -> String {
    let is_hash = |text: &str| text.len() >= 12 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let name = match name.rsplit_once("::h") {
        Some((rest, hash)) if is_hash(hash) => rest,
        _ => name,
    };
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| match part.split_once(']') {
        Some((hash, rest)) if is_hash(hash) => text + rest,
        _ => text + "[" + part,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_hashes() {
        for (name, expected) in [
            ("mailgun_edge::check::run::h0123456789abcdef", "mailgun_edge::check::run"),
            ("<core[af54e4a4c7ef1f2b]::fmt::Formatter>::pad", "<core::fmt::Formatter>::pad"),
            ("<impl [u8]>::find", "<impl [u8]>::find"),
            ("configure externref shim", "configure externref shim"),
        ] {
            assert_eq!(plain(name), expected);
        }
    }

    /// A module by hand: one import, two functions of 2 and 4 bytes, the second one named.
    #[test]
    fn reads_a_module() -> Result<()> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([1, 4, 1, 0x60, 0, 0]);
        wasm.extend([2, 7, 1, 1, b'm', 1, b'i', 0, 0]);
        wasm.extend([3, 3, 2, 0, 0]);
        wasm.extend([10, 9, 2, 2, 0, 0x0b, 4, 0, 1, 1, 0x0b]);
        wasm.extend([0, 12, 4, b'n', b'a', b'm', b'e', 1, 5, 1, 2, 2, b'f', b'n']);
        let functions = Functions::of(&wasm)?;
        assert_eq!((functions.imported, functions.code()), (1, 6));
        assert_eq!(functions.biggest(2), [(4, "fn".to_owned()), (2, "#1".to_owned())]);
        Ok(())
    }
}
