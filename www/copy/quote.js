// Text as a literal of a language, whatever is in it. Control characters, and those that turn the direction of what stands
// around them (Unicode's Bidi_Control), are written as escapes: so what is read is what runs.

const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const unit = (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
const escaped = (json) => json.replace(HIDDEN, (char) => (char === "\n" ? char : unit(char)));

/** A string literal of JavaScript and of JSON. */
export const quoted = (text) => escaped(JSON.stringify(text));

/** A value as JSON, on several lines. */
export const json = (value) => escaped(JSON.stringify(value, null, 2));

/** A string literal of JavaScript for code: text of several lines as a template, so that it can be read. */
export function script(text) {
  if (!/\n./.test(text) || text.replaceAll("\n", "").search(HIDDEN) >= 0) return quoted(text);
  return `\`${text.replace(/[\\`]|\$\{/g, "\\$&")}\``;
}

const encoder = new TextEncoder();
const octets = (char) => Array.from(encoder.encode(char), (byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** One word of bash and zsh: in single quotes, or as `$'…'` where it holds line ends or other hidden characters. */
export function shell(text) {
  if (text.search(HIDDEN) < 0) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${text.replace(/[\\']/g, "\\$&").replace(HIDDEN, (char) => SHORT[char] ?? octets(char))}'`;
}
