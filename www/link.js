// A message as text for a link, and back: JSON, deflated, in base64url. Files do not go with it, and nothing else of the page
// does. What comes back was written by anybody: it is taken field by field, and only as the text or list that the field takes.

// A link of more characters is not offered; more than this of JSON is not read out of one.
export const LONGEST = 16_000;
const LARGEST = 1_000_000;

const through = (bytes, transform) => new Blob([bytes]).stream().pipeThrough(transform);

/** A date that is half filled in: JSON has nothing for it. */
const isNone = (value) => value instanceof Date && Number.isNaN(value.getTime());

/** The text, with files left behind. */
export async function encode(init, parameters) {
  const files = new Set(parameters.filter((row) => row.kind === "files").map((row) => row.field));
  const kept = Object.fromEntries(Object.entries(init).filter(([field, value]) => !files.has(field) && !isNone(value)));
  const deflated = through(JSON.stringify(kept), new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(deflated).arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Reads to the end, but no further than `LARGEST`: a short link can hold a very long text. */
async function inflate(bytes) {
  const reader = through(bytes, new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > LARGEST) {
      await reader.cancel();
      throw new Error("too large");
    }
  }
}

const isText = (value) => typeof value === "string";
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value) => isText(value) || (Array.isArray(value) && value.every(isText));
const isDate = (value) => isText(value) && !Number.isNaN(Date.parse(value));
const isPair = (value) => Array.isArray(value) && value.length === 2 && value.every(isText);
const isRows = (value) => isMap(value) || (Array.isArray(value) && value.every(isPair));
const TAKES = {
  json: () => true,
  headers: isRows, variables: isRows, params: isRows,
  "recipient-variables": (value) => isMap(value) && Object.values(value).every(isRows),
  date: isDate,
  files: () => false,
};

/** Whether the field of a row can show the value. */
function takes(row, value) {
  if (row.values) return row.values.includes(value);
  return (TAKES[row.kind] ?? (row.repeatable ? isTexts : isText))(value);
}

/** The message in the text. What is no message is an Error whose text is for people. */
export async function decode(text, parameters) {
  let message;
  try {
    const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    message = JSON.parse(await inflate(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
  } catch {
    throw new Error("This link holds no message that can be read: it was perhaps cut short.");
  }
  if (!isMap(message)) throw new Error("This link holds something other than a message.");
  const rows = new Map(parameters.map((row) => [row.field, row]));
  const wrong = Object.entries(message).find(([field, value]) => !rows.has(field) || !takes(rows.get(field), value));
  if (wrong) throw new Error(`This link holds a message that this page cannot show, because of its field "${wrong[0].slice(0, 60)}".`);
  return message;
}
