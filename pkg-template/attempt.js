// One attempt: a fetch and its answer's body, within a time, and until the caller aborts. Nothing outlives it: no timer, no
// listener, no promise that anybody waits for.

/** The most of an answer that is read, in characters; Mailgun's are a few hundred, a proxy's page may be any size. */
const ANSWER_MAX = 65_536;

/** A clock that nobody sets. */
export const now = () => globalThis.performance?.now() ?? Date.now();

/**
 * Resolves to `{ status, headers, text }`, or to `{ lost: "timeout" | "not_connected" | "network", cause?, status? }`.
 * Rejects with the caller's own reason where `signal` aborts.
 */
export async function attempt(fetch, url, init, signal, timeout) {
  if (signal?.aborted) throw signal.reason;
  const controller = new AbortController();
  let late = false;
  let stop;
  // A fetch or a stream that does not heed the signal must not keep the caller waiting.
  const stopped = new Promise((_, reject) => {
    stop = () => {
      controller.abort(signal?.reason);
      reject();
    };
  });
  stopped.catch(() => {});
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, timeout);
  signal?.addEventListener("abort", stop);
  let answering;
  let response;
  let body;
  try {
    init.signal = controller.signal;
    answering = call(fetch, url, init);
    response = await Promise.race([answering, stopped]);
    const status = statusOf(response);
    if (!isShort(response)) body = response.body?.getReader?.();
    const text = await Promise.race([body ? read(body) : response.text(), stopped]);
    return { status, headers: headersOf(response), text: String(text).slice(0, ANSWER_MAX) };
  } catch (cause) {
    if (body) body.cancel().catch(() => {});
    else answering?.then((response) => response?.body?.cancel?.()).catch(() => {});
    if (signal?.aborted) throw signal.reason;
    if (late) return { lost: "timeout", status: numberOf(response) };
    return { lost: !response && isUnconnected(cause) ? "not_connected" : "network", cause, status: numberOf(response) };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

/** A fetch may throw at once, or give something that is no promise. Awaited here: old workerd calls a rejection unhandled at once. */
async function call(fetch, url, init) {
  return await fetch(url, init);
}

/** Answers have 100 to 999; a redirect that the platform keeps from us has 0. Anything else is no answer. */
function statusOf(response) {
  const status = response.type === "opaqueredirect" ? 0 : numberOf(response);
  if (status === undefined) throw new TypeError("fetch gave something that is no answer");
  return status;
}

function numberOf(response) {
  const status = Number(response?.status);
  return Number.isInteger(status) && status >= 100 && status <= 999 ? status : undefined;
}

/** An answer that says it is short is read at once: in workerd a reader's loop takes a fifth of a small message's time. */
function isShort(response) {
  try {
    const length = headersOf(response).get("content-length");
    return Boolean(length) && Number(length) <= ANSWER_MAX && !headersOf(response).get("content-encoding");
  } catch {
    // A double's own.
    return false;
  }
}

/** What a double lacks is not there. */
function headersOf({ headers }) {
  return typeof headers?.get === "function" ? headers : new Headers();
}

async function read(reader) {
  const decoder = new TextDecoder();
  let text = "";
  while (text.length < ANSWER_MAX) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
  }
  reader.cancel().catch(() => {});
  return text;
}

/** Node and Bun tell by a code that no connection was made; nothing was sent then. Other runtimes do not tell. */
const UNCONNECTED = new Set(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ConnectionRefused", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

function isUnconnected(cause) {
  try {
    const inner = cause?.cause;
    const codes = [cause?.code, inner?.code, ...(Array.isArray(inner?.errors) ? inner.errors.map((error) => error?.code) : [])];
    return codes.some((code) => UNCONNECTED.has(code));
  } catch {
    // A getter or a proxy of its own.
    return false;
  }
}

/** Waits, or rejects with the caller's own reason. */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const end = (settle, value) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      settle(value);
    };
    const abort = () => end(reject, signal.reason);
    const timer = setTimeout(() => end(resolve), milliseconds);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();
  });
}

/** A promise's outcome, unless the caller aborts before it, or `milliseconds` pass: then `late` makes the error. */
export function until(promise, signal, milliseconds, late) {
  return new Promise((resolve, reject) => {
    const end = (settle) => (value) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      settle(value);
    };
    const abort = () => end(reject)(signal.reason);
    const timer = setTimeout(() => end(reject)(late()), milliseconds);
    signal?.addEventListener("abort", abort);
    promise.then(end(resolve), end(reject));
  });
}
