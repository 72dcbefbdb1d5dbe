// Secrets in what others say: a proxy that echoes the request in its answer, a fetch that quotes what it was given.

/** Shorter ones are found in every other word. */
const SHORTEST = 8;

const REDACTED = "[redacted]";

/** What is looked at in a thrown value. */
const VALUES_MAX = 1000;

/** Takes the key, and what else these headers of a request carry, out of a text: as it is, in base64, in URLs and in JSON. */
export function redactor(headers) {
  const spellings = new Set();
  const add = (text) => {
    if (text.length < SHORTEST) return;
    for (const spelling of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), text.replace(/\+/g, "-").replace(/\//g, "_")]) spellings.add(spelling);
  };
  const base64 = (text) => btoa(text).replace(/=+$/, "");
  for (const [name, value] of headers) {
    if (name === "x-mailgun-on-behalf-of") continue;
    if (name === "authorization") {
      const credentials = atob(value.slice("Basic ".length));
      add(base64(credentials));
      add(credentials.slice("api:".length));
      add(base64(credentials.slice("api:".length)));
    } else add(value);
  }
  const sorted = [...spellings].sort((a, b) => b.length - a.length).map((text) => text.replace(/[^\w]/g, "\\$&"));
  if (sorted.length === 0) return (text) => text;
  const pattern = new RegExp(sorted.join("|"), "gi");
  return (text) => text.replace(pattern, REDACTED);
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
    for (const key of Reflect.ownKeys(value).slice(0, VALUES_MAX)) look(() => found.push(Object.getOwnPropertyDescriptor(value, key)?.value));
  });
  for (const name of ["message", "stack", "cause", "headers", "url"]) look(() => found.push(value[name]));
  // Headers, Map, URLSearchParams.
  if (!ArrayBuffer.isView(value)) look(() => value.forEach((item, key) => found.length < VALUES_MAX && found.push(item, key)));
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
