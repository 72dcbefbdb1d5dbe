// Values as source code of JavaScript, laid out as a person would.
import { quoted, script } from "./quote.js";

/** Source code that stands for itself, where a value is expected. */
export class Code {
  constructor(text) {
    this.text = text;
  }
}

// What fits into one line of this length stays in it.
const LINE = 100;

/** A property's name. As `"__proto__": x` it would set the prototype; in brackets it is a name like any other. */
function property(name) {
  if (name === "__proto__") return `["__proto__"]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/** Between brackets: in one line, or one entry a line. */
function block(open, entries, close, indent, space) {
  if (entries.length === 0) return open + close;
  const line = `${open}${space}${entries.join(", ")}${space}${close}`;
  if (indent.length + line.length <= LINE && !line.includes("\n")) return line;
  return `${open}\n${entries.map((entry) => `${indent}  ${entry},\n`).join("")}${indent}${close}`;
}

/** The source code of a value, for a line that begins with `indent`. */
export function literal(value, indent = "") {
  const inner = `${indent}  `;
  if (value instanceof Code) return value.text;
  if (value instanceof Date) return `new Date(${quoted(value.toISOString())})`;
  if (typeof value === "string") return script(value);
  if (Array.isArray(value)) return block("[", value.map((each) => literal(each, inner)), "]", indent, "");
  if (typeof value !== "object" || value === null) return String(value);
  return block("{", Object.entries(value).map(([name, each]) => `${property(name)}: ${literal(each, inner)}`), "}", indent, " ");
}

/** An object over several lines, whatever its length. */
export function lines(value, indent = "") {
  const inner = `${indent}  `;
  return `{\n${Object.entries(value).map(([name, each]) => `${inner}${property(name)}: ${literal(each, inner)},\n`).join("")}${indent}}`;
}
