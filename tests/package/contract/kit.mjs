// What the cases share: small assertions, and a client whose messages can be looked at where they arrived.
// No import, and nothing of one runtime: it runs in all of them.

const show = (value) => {
  const text = value instanceof Error ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 1500 ? `${text.slice(0, 1500)}...` : text;
};

export function ok(condition, what) {
  if (!condition) throw new Error(what);
}

export function equal(found, expected, what) {
  if (!Object.is(found, expected)) throw new Error(`${what}: expected ${show(expected)}, found ${show(found)}`);
}

/** Equal as JSON, which is enough for what arrives as JSON. Of two lists the first difference is told. */
export function same(found, expected, what) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a === b) return;
  if (Array.isArray(found) && found.length === expected?.length) {
    found.forEach((item, index) => same(item, expected[index], `${what}[${index}]`));
  }
  throw new Error(`${what}: expected ${show(expected)}, found ${show(found)}`);
}

export function matches(text, pattern, what) {
  if (!pattern.test(String(text))) throw new Error(`${what}: expected ${pattern}, found ${show(text)}`);
}

/** What the function throws or its promise rejects with. */
export async function failure(run, what = "the call") {
  let value;
  try {
    value = await run();
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: expected an error, found ${show(value)}`);
}

/** What the function throws at once. */
export function thrown(run, what = "the call") {
  let value;
  try {
    value = run();
  } catch (error) {
    return error;
  }
  throw new Error(`${what}: expected it to throw, found ${show(value)}`);
}

export function base64(bytes) {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export const utf8 = (text) => new TextEncoder().encode(text);
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A file part as the server tells it. Bytes are a string (UTF-8) or a Uint8Array. */
export const file = (name, filename, bytes, mimeType = "application/octet-stream") => {
  const content = typeof bytes === "string" ? utf8(bytes) : bytes;
  return { name, filename, mimeType, size: content.length, base64: base64(content) };
};

export const field = (name, value) => ({ name, value });

/** The smallest message, as fields in the order of the parts. */
export const BASE = { from: "Ada <ada@mg.example.com>", to: "bob@host.com", subject: "Report", text: "Hello" };
export const BASE_PARTS = Object.entries(BASE).map(([name, value]) => field(name, value));

export const KEY = "key-SECRET0123456789abcdef0123456789";

/** The parts of a FormData, as `received` tells them. */
export async function partsOf(form) {
  const parts = [];
  for (const [name, value] of form.entries()) {
    if (typeof value === "string") parts.push(field(name, value));
    else parts.push(file(name, value.name, new Uint8Array(await value.arrayBuffer()), value.type.split(";")[0] || "application/octet-stream"));
  }
  return parts;
}

const asAgain = ({ name, value, filename, size }) => (filename === undefined ? { name, value } : { name, filename, size });

const withoutHash = ({ sha256, ...part }) => part;

/** The kit of one case: a domain of its own, so that what arrived for it is its own. */
export function kitFor({ Mailgun, Message }, env, label) {
  const kit = {
    env,
    domain: (behaviour = "accept") => `${label}.${behaviour}.example.com`,

    /** A client of the loopback server. `behaviour` is what the server does, see answers.mjs. */
    client: (behaviour = "accept", options = {}) =>
      new Mailgun({ key: KEY, domain: kit.domain(behaviour), baseUrl: env.base, retry: false, ...env.options, ...options }),

    /** What arrived for the case's domain. */
    async received(domain = kit.domain()) {
      const answer = await fetch(`${env.base}/_received/${domain}`);
      return (await answer.json()).map((request) => ({ ...request, parts: request.parts.map(withoutHash) }));
    },

    /** The last request that arrived for the case's domain. */
    async last(domain) {
      const requests = await kit.received(domain);
      ok(requests.length > 0, "nothing arrived");
      return requests[requests.length - 1];
    },

    /** Sends, and gives the parts that arrived. */
    async deliver(message, options) {
      const before = (await kit.received()).length;
      const result = await kit.client().send(message, options);
      const requests = await kit.received();
      equal(requests.length, before + 1, "requests that arrived");
      matches(result.id, /^<.+@.+>$/, "id");
      equal(result.message, "Queued. Thank you.", "message");
      const { parts, again } = requests[before];
      if (again) same(again, parts.map(asAgain), "what the second parser reads");
      return parts;
    },

    /** Sends, and compares every part that arrived. */
    async arrives(message, expected, what = "parts") {
      same(await kit.deliver(message), expected, what);
    },

    /** A builder with the fields of BASE. */
    builder: (fields = BASE) => {
      const message = new Message();
      for (const [name, value] of Object.entries(fields)) message[name](value);
      return message;
    },

    /** Nothing is sent, and the problem named is among the problems. */
    async refuses(message, wanted, what = "send") {
      const error = await failure(() => kit.client().send(message), what);
      equal(error.name, "InvalidMessageError", `${what}: name`);
      kit.finds(error.problems, wanted, what);
      equal((await kit.received()).length, 0, `${what}: requests that arrived`);
      return error;
    },

    /** Among the problems is one with all that `wanted` says: { field, code, severity, text }. */
    finds(problems, { text, ...wanted }, what = "problems") {
      const fits = (problem) =>
        Object.entries(wanted).every(([key, value]) => (value instanceof RegExp ? value.test(problem[key]) : problem[key] === value)) &&
        (!text || text.test(`${problem.message} ${problem.hint ?? ""}`));
      ok(problems.some(fits), `${what}: expected ${String(text ?? "")} ${show({ ...wanted, field: String(wanted.field ?? "") })}, found ${show(problems)}`);
    },
  };
  return kit;
}
