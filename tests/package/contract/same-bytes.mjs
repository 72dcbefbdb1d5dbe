// Every row of docs/same-bytes.md, sent in each way the document has a column for. What arrives is read by two parsers that
// share nothing (`parts`, `again`), and in the raw body, where the part's header must stand to the byte.

import { BASE, equal, field, kitFor, ok, same } from "./kit.mjs";

/** The ways of a row: a message, and the part that must arrive. */
const ways = {
  variable: ({ name, value, expected }) => [{ ...BASE, variables: { [name]: value } }, field(`v:${expected.name}`, expected.value)],
  param: ({ name, value, expected }) => [{ ...BASE, params: { [name]: value } }, field(expected.name, expected.value)],
  text: ({ value, expected }) => [{ ...BASE, text: value }, field("text", expected.value)],
  subject: ({ value, expected }) => [{ ...BASE, subject: value }, field("subject", expected.value)],
  file: ({ file, expected }) => [
    { ...BASE, attachment: { data: "x", filename: file.name, contentType: file.type } },
    { name: "attachment", filename: expected.filename },
  ],
};

const header = ({ name, filename }) =>
  `Content-Disposition: form-data; name="${name}"${filename === undefined ? "" : `; filename="${filename}"`}\r\n`;

const textOf = (base64) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));

async function arrives(kit, message, wanted, what) {
  await kit.deliver(message);
  const { parts, again, raw } = await kit.last();
  for (const [parser, read] of Object.entries({ parts, again })) {
    const part = read.find(({ name, filename }) => name === wanted.name && filename === wanted.filename);
    ok(part, `${what}: no part ${JSON.stringify(wanted)} in ${parser}: ${JSON.stringify(read)}`);
    equal(part.value, wanted.value, `${what}: value in ${parser}`);
  }
  ok(textOf(raw).includes(header(wanted)), `${what}: no header ${JSON.stringify(header(wanted))} in ${JSON.stringify(textOf(raw))}`);
}

const OUTCOMES = {
  async arrives(kit, [message, wanted], _, what) {
    same(kit.check(message), [], `${what}: problems`);
    await arrives(kit, message, wanted, what);
  },
  refused: (kit, [message], { refused }, what) => kit.refuses(message, { severity: "error", code: refused }, what),
  async replaced(kit, [message, wanted], { replaced, code }, what) {
    kit.finds(kit.check(message), { severity: "warning", code }, what);
    await arrives(kit, message, { ...wanted, filename: replaced }, what);
  },
};

export function sameBytesCases(pkg, env) {
  const cases = {};
  for (const row of env.rows) {
    cases[`same bytes: ${row.desc}`] = async (kit) => {
      for (const [way, outcome] of Object.entries(row.outcomes)) {
        // A domain for each way: `refuses` looks whether anything arrived there.
        const own = kitFor(pkg, env, `${kit.domain().split(".")[0]}-${way}`);
        await OUTCOMES[Object.keys(outcome)[0]]({ ...own, check: pkg.check }, ways[way](row), outcome, way);
      }
    };
  }
  return cases;
}
