// The request by the platform's own fetch and FormData, without any package.
import { quoted, script } from "./quote.js";

const file = ({ path, filename, type }) =>
  `new File([await readFile(${quoted(path)})], ${quoted(filename)}, { type: ${quoted(type || "application/octet-stream")} })`;

// FormData writes every line end as CRLF by itself (HTML, "multipart/form-data encoding algorithm").
const value = (text) => script(text.replaceAll("\r\n", "\n"));

const append = (part) => `form.append(${quoted(part.name)}, ${part.value === undefined ? file(part) : value(part.value)});`;

export const plainFetch = {
  label: "fetch",
  note: "For Node 20 or newer, as a module, with the key in the environment variable `MAILGUN_KEY`. No package is needed.",
  files: "It reads the files from the current folder.",
  write: ({ url, parts }) => `${parts.some((part) => part.value === undefined) ? 'import { readFile } from "node:fs/promises";\n\n' : ""}const form = new FormData();
${parts.map(append).join("\n")}

const response = await fetch(${quoted(url)}, {
  method: "POST",
  headers: { Authorization: \`Basic \${btoa(\`api:\${process.env.MAILGUN_KEY}\`)}\` },
  body: form,
});
console.log(response.status, await response.text());
`,
};
