// curl, in bash or zsh. Values go by --form-string, where @ and < at their start mean nothing (curl's manual, -F).
import { shell } from "./quote.js";

/** A name within a part's description, in quotes (curl's manual, -F: " and \ are escaped there). */
const inner = (text) => `"${text.replace(/["\\]/g, "\\$&")}"`;

/** Linux takes no argument of more than 131,072 bytes (execve(2), MAX_ARG_STRLEN). */
const LONG = 100_000;

const isLong = (text) => new TextEncoder().encode(text).length > LONG;

function argument(part) {
  // curl takes what stands before the first = as the name, and an argument ends at a NUL.
  if (part.name.includes("=")) throw new Error(`curl cannot send a part named ${part.name}: its name would end at the =.`);
  if ([part.name, part.value].some((text) => text?.includes("\0"))) throw new Error(`curl cannot send the part ${part.name}: it holds a NUL.`);
  // `printf` is the shell's own, so its arguments may be of any length; curl reads them from what `<(…)` names.
  if (isLong(part.value ?? "")) return `-F ${shell(`${part.name}=<`)}<(printf %s ${shell(part.value)})`;
  if (part.value !== undefined) return `--form-string ${shell(`${part.name}=${part.value}`)}`;
  const path = part.path === "-" ? "./-" : part.path; // a single - would be curl's own input
  return `-F ${shell(`${part.name}=@${inner(path)};filename=${inner(part.filename)};type=${part.type || "application/octet-stream"}`)}`;
}

export const curl = {
  label: "curl",
  note: "In bash or zsh, with the key in the environment variable `MAILGUN_KEY`.",
  files: "It reads the files from the current folder.",
  write: ({ url, parts }) => ["curl --user \"api:$MAILGUN_KEY\"", shell(url), ...parts.map(argument)].join(" \\\n  "),
};
