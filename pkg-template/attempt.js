// One attempt: a fetch and its answer's body, within a time, and until the caller aborts. Nothing outlives it: no timer, no
// listener, no promise that anybody waits for.
import { TURN, turn } from "./source.js";

/** The most of an answer that is read, in characters; Mailgun's are a few hundred, a proxy's page may be any size. */
const ANSWER_MAX = 65_536;

/** Why a signal aborted: some polyfills have no reason. */
export const abortReason = ({ reason }) => (reason === undefined ? new DOMException("This operation was aborted", "AbortError") : reason);

/** A clock that nobody sets. */
export const now = () => globalThis.performance?.now() ?? Date.now();

/** What `until` resolves to where the time ran out. */
export const LATE = Symbol("late");

/**
 * Resolves to `{ status, headers, text }`, or to `{ lost: "timeout" | "not_connected" | "network", cause? }`, with `status` and
 * `headers` where those of the answer came.
 * Rejects with the caller's own reason where `signal` aborts.
 */
export async function attempt(fetch, url, init, signal, timeout) {
  if (signal?.aborted) throw abortReason(signal);
  const controller = new AbortController();
  init.signal = controller.signal;
  const got = {};
  let lost;
  try {
    // A fetch or a stream that does not heed the signal must not keep the caller waiting.
    const answer = await until(answerOf(fetch, url, init, got), signal, timeout);
    if (answer !== LATE) return answer;
    lost = { lost: "timeout" };
  } catch (cause) {
    lost = { lost: !got.response && isUnconnected(cause) ? "not_connected" : "network", cause };
  }
  controller.abort(signal?.reason);
  leave(got);
  if (signal?.aborted) throw abortReason(signal);
  return { ...lost, status: got.status, headers: got.headers };
}

/** Reads an answer, and notes in `got` what there is to let go of. An async function: what a fetch throws at once is a rejection too. */
async function answerOf(fetch, url, init, got) {
  const { signal } = init;
  const response = await fetch(url, init);
  got.response = response;
  if (signal.aborted) return leave(got);
  const status = (got.status = statusOf(response));
  const headers = (got.headers = typeof response.headers?.get === "function" ? response.headers : new Headers());
  if (!isSmall(headers)) got.reader = response.body?.getReader?.();
  const text = await (got.reader ? read(got.reader) : response.text());
  return { lost: undefined, status, headers, text: String(text).slice(0, ANSWER_MAX) };
}

/** Whatever it is that a fetch gave: letting go of it harms nobody. */
async function leave({ reader, response }) {
  try {
    await (reader ?? response?.body)?.cancel?.();
  } catch {
    // The stream's own.
  }
}

/** Answers have 100 to 999; a redirect that the platform keeps from us has 0. Anything else is no answer. */
function statusOf(response) {
  const status = response?.type === "opaqueredirect" ? 0 : numberOf(response);
  if (status === undefined) throw new TypeError("expected fetch to give a Response, or { status, headers, text() }, found something else");
  return status;
}

function numberOf(response) {
  try {
    const status = Number(response?.status);
    return Number.isInteger(status) && status >= 100 && status <= 999 ? status : undefined;
  } catch {
    // A double's own getter, or a Symbol.
    return undefined;
  }
}

/** Read at once is what says that it is short, as Mailgun's answers do: in workerd a stream's reader takes a tenth of a small message's time. */
function isSmall(headers) {
  try {
    const length = headers.get("content-length");
    return Boolean(length) && Number(length) <= ANSWER_MAX && !headers.get("content-encoding");
  } catch {
    // A double's own.
    return false;
  }
}

async function read(reader) {
  const decoder = new TextDecoder();
  let text = "";
  for (let count = 1; text.length < ANSWER_MAX; count++) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (count % TURN === 0) await turn();
  }
  reader.cancel().catch(() => {});
  return text;
}

/**
 * Node and Bun tell by a code that no connection was made; nothing was sent then. Other runtimes do not tell. A certificate that is
 * refused ends the handshake, before a request (https://nodejs.org/api/tls.html#x509-certificate-error-codes).
 */
const UNCONNECTED = new Set([
  "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ConnectionRefused", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED", "CERT_NOT_YET_VALID", "DEPTH_ZERO_SELF_SIGNED_CERT", "ERR_TLS_CERT_ALTNAME_INVALID", "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
]);

/** Bun opens and reads a `Bun.file` before it connects. Elsewhere such an error is of a fetch of the caller's, and may come after it. */
const UNOPENED = new Set(["ENOENT", "EISDIR", "EACCES"]);
const isUnopened = (code, syscall) => "Bun" in globalThis && UNOPENED.has(code) && (syscall === "open" || syscall === "read");

/** A host may be out of reach when it is read from or written to as well: then the request may have arrived. */
const CALLS = new Set([undefined, "connect", "getaddrinfo"]);

const isUnconnected = (cause) => errorsOf(cause).some(({ code, syscall }) => isUnopened(code, syscall) || (UNCONNECTED.has(code) && CALLS.has(syscall)));

/** What a fetch threw, the innermost first: Node wraps the socket's error, and the errors of several addresses. */
function errorsOf(cause) {
  try {
    const inner = cause?.cause;
    const errors = Array.isArray(inner?.errors) ? inner.errors : [];
    return [...errors, inner, cause].filter((error) => typeof error?.code === "string").map(({ code, syscall }) => ({ code, syscall }));
  } catch {
    // A getter or a proxy of its own.
    return [];
  }
}

/** Why a fetch failed, in the runtime's own words: a code such as ECONNRESET, or the innermost message. */
export function reasonOf(cause) {
  try {
    const [first] = errorsOf(cause);
    const reason = first?.code ?? cause?.cause?.message ?? cause?.message;
    return typeof reason === "string" ? reason : undefined;
  } catch {
    // As above.
    return undefined;
  }
}

/**
 * A promise's outcome, or `LATE` once `milliseconds` have passed; the caller's own reason where `signal` aborts before it.
 * Without a promise it is a pause.
 */
export function until(promise, signal, milliseconds) {
  return new Promise((resolve, reject) => {
    const end = (settle, value) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
      settle(value);
    };
    const abort = () => end(reject, abortReason(signal));
    const timer = setTimeout(() => end(resolve, LATE), milliseconds);
    signal?.addEventListener("abort", abort);
    promise?.then((value) => end(resolve, value), (error) => end(reject, error));
    if (signal?.aborted) abort();
  });
}
