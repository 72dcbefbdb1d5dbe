// What docs/same-bytes.md says becomes of every row: of those of web-platform-tests, where MAILGUN_CORPORA names the folder
// that holds `wpt-multipart/expected.json`, and of OWN. The contract sends each row in every runtime, and compares.
//
// A row: { desc, name, value, expected: { name, value } } or { desc, name, file: { name, type }, expected: { name, filename } }.
// `expected` is what stands in the body, as WHATWG HTML's multipart/form-data encoding algorithm writes it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "./runtimes/installed.mjs";

const named = (desc, name, expected = name) => ({ desc, name, value: "c", expected: { name: expected, value: "c" } });
const valued = (desc, value, expected = value) => ({ desc, name: "a", value, expected: { name: "a", value: expected } });
const filed = (desc, name, expected = name) => ({ desc, name: "a", file: { name, type: "text/plain" }, expected: { name: "a", filename: expected } });

const OWN = [
  named("lone surrogate in name", "a\ud800b", "a\ufffdb"),
  valued("lone surrogate in value", "b\udc00c", "b\ufffdc"),
  filed("lone surrogate in filename", "b\ud800c.txt", "b\ufffdc.txt"),
  valued("surrogates in the wrong order in value", "\udc00\ud800", "\ufffd\ufffd"),
  named("emoji in name", "a😀b"),
  valued("emoji in value", "b😀c"),
  filed("emoji in filename", "b😀c.txt"),
  valued("line ends of every kind in value", "\nb\r\r\n\n\nc\r", "\r\nb\r\n\r\n\r\n\r\nc\r\n"),
  valued("byte order mark in value", "\ufeffb"),
  valued("line separator U+2028 in value", "b\u2028c"),
  valued("tab in value", "b\tc"),
  named("tab in name", "a\tb"),
  filed("tab in filename", "b\tc"),
  named("backslash at the end of name", "a\\"),
  filed("backslash at the end of filename", "b\\"),
  named("escapes of others in name", "a%0D%0A%22b"),
  filed("escapes of others in filename", "b%0D%0A%22c"),
  named("punctuation in name", "a;b=c,d"),
  filed("punctuation in filename", "b;c=d,e.txt"),
];

const COLUMNS = ["variable", "param", "text", "subject", "file"];

/** `arrives`, `refused: <code>`, `sent as "<text>": <code>`, or `-`, where a row has nothing for the column. */
function outcomeOf(cell, where) {
  if (cell === "-") return undefined;
  if (cell === "arrives") return { arrives: true };
  const [, refused] = /^refused: (\w+)$/.exec(cell) ?? [];
  if (refused) return { refused };
  const [, text, code] = /^sent as (".*"): (\w+)$/.exec(cell) ?? [];
  if (!text) throw new Error(`${where}: cannot read "${cell}"`);
  return { replaced: JSON.parse(text), code };
}

/** The tables of docs/same-bytes.md: { desc: { variable, param, text, subject, file } }. */
async function documented() {
  const lines = (await readFile(join(ROOT, "docs/same-bytes.md"), "utf8")).split("\n");
  const table = {};
  for (const line of lines.filter((text) => text.startsWith("| `"))) {
    const [desc, ...cells] = line.split("|").slice(1, -2).map((cell) => cell.trim().replaceAll("`", ""));
    if (table[desc]) throw new Error(`docs/same-bytes.md has two rows "${desc}"`);
    table[desc] = Object.fromEntries(COLUMNS.map((column, index) => [column, outcomeOf(cells[index], desc)]));
  }
  return table;
}

async function corpus(tell) {
  const folder = process.env.MAILGUN_CORPORA;
  if (folder) return JSON.parse(await readFile(join(folder, "wpt-multipart/expected.json"), "utf8")).cases;
  if (process.env.CI === "true") throw new Error("CI=true needs MAILGUN_CORPORA");
  tell("corpora absent: the rows of web-platform-tests are not sent");
  return [];
}

/** Every row, with what must become of it; `tell` is told where there is no corpus. A row without its line in the document, or the reverse, is an error. */
export async function sameBytesRows(tell = console.log) {
  const table = await documented();
  const wpt = await corpus(tell);
  const rows = [...wpt, ...OWN].map((row) => {
    if (!table[row.desc]) throw new Error(`docs/same-bytes.md has no row "${row.desc}"`);
    return { ...row, outcomes: table[row.desc] };
  });
  const known = new Set(rows.map((row) => row.desc));
  const gone = Object.keys(table).filter((desc) => !known.has(desc));
  if (wpt.length && gone.length) throw new Error(`docs/same-bytes.md has rows that nothing sends: ${gone.join(", ")}`);
  return rows;
}
