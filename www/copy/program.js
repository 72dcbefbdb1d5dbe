// What the programs that use the package have in common: the client, and the message with its files.
import { Code, literal } from "./literal.js";
import { quoted } from "./quote.js";

/** `new Mailgun({ … })`, with `key` as source code. */
export const client = (key, { domain, region }) =>
  `new Mailgun(${literal({ key: new Code(key), domain, ...(region === "us" ? {} : { region }) })})`;

/** The message with its files as source code: `read(path as a literal)` gives the code of a file's bytes. */
export function withFiles(message, read) {
  const entries = Object.entries(message).map(([name, value]) => [name, value?.files ? fileValue(value.files, read) : value]);
  return Object.fromEntries(entries);
}

const described = ({ filename, type }) => ({ filename, ...(type ? { contentType: type } : {}) });

function fileValue(files, read) {
  const values = files.map((file) => ({ data: new Code(read(quoted(file.path))), ...described(file) }));
  return values.length === 1 ? values[0] : values;
}

/** The name and type of each file, without its bytes. */
export const names = (files) => files.map(described);

/** The `import` of what reads files in Node, where there are files. */
export const importFiles = (message) =>
  Object.values(message).some((value) => value?.files) ? 'import { readFile } from "node:fs/promises";\n' : "";
