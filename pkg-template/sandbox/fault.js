// What `failNext` takes, and what a told failure does to a call.
// Knows: an answer of any status from 200 to 599, a connection reset as Node's fetch reports it (TypeError "fetch failed",
// cause.code ECONNRESET; undici 6, read 2026-11-22), a connection that is never made (ECONNREFUSED), and a server that never answers. Nothing it answers is kept as a message.
import { JSON_TYPE, answer, spoken } from "./answers.js";

const FIELDS = ["status", "body", "headers", "delay"];
const FORMS = 'failNext: expected { status, body, headers, delay }, "refused", "reset" or "timeout"';
const LONGEST = 2 ** 31 - 1;

/** The causes of what Node's fetch rejects with. */
const CAUSES = {
  refused: ["connect ECONNREFUSED", { code: "ECONNREFUSED", syscall: "connect" }],
  reset: ["read ECONNRESET", { code: "ECONNRESET", syscall: "read" }],
};

/** A checked, copied fault. Passes: `{ status: 503, body: "busy" }`. Refused: `{ statusCode: 503 }`, `"timout"`. */
export function fault(told) {
  if (told === "timeout" || (typeof told === "string" && Object.hasOwn(CAUSES, told))) return { kind: told };
  if (typeof told === "string") throw new TypeError(`${FORMS}, found ${JSON.stringify(told)}`);
  if (!isPlain(told)) throw new TypeError(`${FORMS}, found ${kindOf(told)}`);
  for (const name of Object.keys(told)) {
    if (!FIELDS.includes(name)) throw new TypeError(`${FORMS}, found an unknown field ${JSON.stringify(name)}`);
  }
  const { status, body, headers, delay = 0 } = told;
  if (status === undefined && (delay === 0 || body !== undefined || headers !== undefined)) {
    throw new TypeError("failNext: expected a status; only { delay } goes without, and then the true answer comes late");
  }
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
    throw new RangeError(`failNext: expected a status from 200 to 599, found ${String(status)}`);
  }
  if (!(typeof delay === "number" && delay >= 0 && delay <= LONGEST)) {
    throw new RangeError(`failNext: expected a delay in milliseconds from 0 to ${LONGEST}, found ${String(delay)}`);
  }
  return { kind: "answer", status, delay, headers: pairs(headers), ...content(body) };
}

function content(body) {
  if (body === undefined || body === null) return {};
  if (typeof body === "string") return { type: "text/plain; charset=utf-8", body };
  if (body instanceof Blob) return { type: body.type || "application/octet-stream", body };
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return content(new Blob([body]));
  if (isPlain(body) || Array.isArray(body)) return { type: JSON_TYPE, body: JSON.stringify(body) };
  throw new TypeError(`failNext: expected a body of text, bytes or a plain object, found ${kindOf(body)}`);
}

function pairs(headers) {
  try {
    return Object.fromEntries(new Headers(headers));
  } catch {
    throw new TypeError("failNext: expected headers as an object of names and values that HTTP allows");
  }
}

/** Plays a fault. A delay without a status gives undefined: the true answer follows. */
export async function play({ kind, status, delay, headers, type, body }, { domain, now, signal }) {
  if (Object.hasOwn(CAUSES, kind)) {
    const [words, members] = CAUSES[kind];
    throw new TypeError("fetch failed", { cause: Object.assign(new Error(words), members) });
  }
  if (kind === "timeout") return unlessAborted(signal, new Promise(() => {}));
  if (delay > 0) await sleep(delay, signal);
  if (status === undefined) return undefined;
  return body === undefined ? spoken(status, domain, now(), headers) : answer(status, type, body, now(), headers);
}

/** The promise's outcome, or the signal's own reason where that comes first. */
export function unlessAborted(signal, promise) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

async function sleep(delay, signal) {
  let timer;
  try {
    await unlessAborted(signal, new Promise((resolve) => { timer = setTimeout(resolve, delay); }));
  } finally {
    clearTimeout(timer);
  }
}

/** What a value is, for an error's "found": `null`, `number`, `Array`, `Response`. Never the value, which may hold a key. */
export const kindOf = (value) => (typeof value === "object" ? Object.prototype.toString.call(value).slice(8, -1) : typeof value);

export const isPlain = (value) => kindOf(value) === "Object";
