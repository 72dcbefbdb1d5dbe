// Secrets in what others say: a proxy that echoes the request in its answer, a fetch that quotes what it was given.

/** Shorter ones are found in every other word. */
const SHORTEST = 8;

const REDACTED = "[redacted]";

/** What is looked at in a thrown value. */
const VALUES_MAX = 1000;

/**
 * Takes the key, and what these headers carry, where there are any, out of a text: as it is, in base64, in URLs and in JSON. Nearly
 * no text quotes any of it, so that the spellings are listed at first use, and the pattern is made where one was found.
 */
export function redactor(key, headers) {
  let spellings;
  let pattern;
  return (text) => {
    if (text.length < SHORTEST) return text;
    spellings ??= spellingsOf(key, headers);
    // They are ASCII, so that this finds no less than the pattern does.
    const lower = text.toLowerCase();
    if (!spellings.some((spelling) => lower.includes(spelling))) return text;
    pattern ??= new RegExp(spellings.map((spelling) => spelling.replace(/[^\w]/g, "\\$&")).join("|"), "gi");
    return text.replace(pattern, REDACTED);
  };
}

/** In lower case, the longest first. */
function spellingsOf(key, headers) {
  const spellings = new Set();
  const add = (text) => {
    if (text.length < SHORTEST) return;
    for (const spelling of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), text.replaceAll("+", "-").replaceAll("/", "_")]) spellings.add(spelling.toLowerCase());
  };
  const base64 = (text) => btoa(text).split("=", 1)[0];
  if (key) [key, base64(key), base64(`api:${key}`)].forEach(add);
  if (headers) {
    headers.forEach((value, name) => {
      if (name !== "authorization" && name !== "x-mailgun-on-behalf-of") add(value);
    });
  }
  return [...spellings].sort((a, b) => b.length - a.length);
}

/** What was thrown, as it is; where it quotes a secret, an Error that says the same without it. */
export function cleaned(thrown, redact) {
  return quotes(thrown, redact) ? copy(thrown, redact, 5) : thrown;
}

function quotes(thrown, redact) {
  const seen = new Set();
  const queue = [thrown];
  for (const value of queue) {
    if (typeof value === "string" && redact(value) !== value) return true;
    const object = (typeof value === "object" && value !== null) || typeof value === "function";
    if (!object || seen.has(value) || seen.size > VALUES_MAX) continue;
    seen.add(value);
    queue.push(...insides(value));
  }
  return false;
}

/** What is shown by its entries. A function: Node loads its fetch, some 20 ms, where Headers is first mentioned. */
const lists = () => [globalThis.Headers, Map, Set, globalThis.URLSearchParams].filter(Boolean);

/** Whatever a printer might show of it. */
function insides(value) {
  const found = [];
  const look = (work) => {
    try {
      work();
    } catch {
      // A getter or a proxy of its own; no printer gets further.
    }
  };
  look(() => {
    for (const key of Reflect.ownKeys(value).slice(0, VALUES_MAX)) look(() => found.push(key, value[key]));
  });
  look(() => typeof value.toJSON === "function" && found.push(value.toJSON()));
  for (const name of ["message", "stack", "cause", "headers", "url"]) look(() => found.push(value[name]));
  // Not everything that has a forEach: a stream's would read it.
  look(() => lists().some((list) => value instanceof list) && value.forEach((item, key) => found.length < VALUES_MAX && found.push(item, key)));
  return found;
}

function copy(thrown, redact, depth) {
  if (typeof thrown === "string") return redact(thrown);
  const read = (name) => {
    try {
      return thrown[name];
    } catch {
      return undefined;
    }
  };
  const error = new Error(redact(String(read("message") ?? "an error that quoted the request")));
  for (const name of ["name", "code", "stack"]) {
    const value = read(name);
    if (typeof value === "string") Object.defineProperty(error, name, { value: redact(value), writable: true, configurable: true });
  }
  const cause = read("cause");
  if (cause !== undefined && depth > 0) error.cause = quotes(cause, redact) ? copy(cause, redact, depth - 1) : cause;
  return error;
}
