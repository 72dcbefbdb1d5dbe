/* @ts-self-types="./sandbox.d.ts" */
// A local Mailgun: a fetch handler that checks what Mailgun checks, answers in Mailgun's words, and keeps what it accepted.
// Knows POST /v3/{domain}/messages and /messages.mime, Basic authentication, CORS, gzip request bodies (documented). Nothing
// of the client is used here, so that a mistake in one is not hidden by the other. Sources stand in each file of `sandbox/`.
// Does not know: every other endpoint, delivery, events, templates, suppression lists, rate limits (tell `failNext`).
// Not public, and chosen here: 401 before 413 before 403 before 400; the second number of an id.
import { forbidden, counters, magnificent, notAllowed, NOT_ALLOWED, preflight, queued, refused } from "./sandbox/answers.js";
import { bodyOf } from "./sandbox/body.js";
import { fault, play, unlessAborted } from "./sandbox/fault.js";
import { FormError, readForm } from "./sandbox/form.js";
import { first, message, recipients, sort } from "./sandbox/message.js";
import { readOptions } from "./sandbox/options.js";
import { MAX_REQUEST, refusal } from "./sandbox/rules.js";

const HOSTS = { us: "api.mailgun.net", eu: "api.eu.mailgun.net" };

export function createSandbox(options) {
  const { key, domains, region, now, onRequest } = readOptions(options);
  const credentials = `Basic ${btoa(`api:${key}`)}`;
  const hide = hider(key, credentials);
  const messages = [];
  const requests = [];
  const faults = [];
  let count = counters();

  async function fetch(input, second) {
    // As a Worker's handler, or Miniflare's, it is given a Request and an environment.
    const init = isRequest(input) && !isInit(second) ? undefined : second;
    const request = init === undefined && isRequest(input) ? input : new Request(input, init);
    const signal = init?.signal === undefined && isRequest(input) ? input.signal : init?.signal;
    if (signal?.aborted) throw signal.reason;
    const entry = { at: new Date(now()), method: request.method, url: hide(request.url), headers: {}, size: 0, status: null };
    for (const [name, value] of request.headers) entry.headers[name] = name === "authorization" ? "(hidden)" : hide(value);
    requests.push(entry);
    const bytes = await unlessAborted(signal, bodyOf(request, init?.body));
    entry.size = bytes.length;
    await onRequest?.(entry);
    const response = await unlessAborted(signal, respond(request, bytes, signal));
    entry.status = response.status;
    return response;
  }

  async function respond(request, bytes, signal) {
    const place = locate(request.url);
    if (request.method === "OPTIONS") return preflight(now());
    const told = next();
    const answered = told && (await play(told, { domain: place?.domain ?? "unknown", now, signal }));
    if (answered) return answered;
    if (place === null) return magnificent(now());
    const domain = domains.get(place.domain.toLowerCase());
    const elsewhere = region !== undefined && Object.values(HOSTS).includes(place.host) && place.host !== HOSTS[region];
    if (request.headers.get("authorization") !== credentials || domain === undefined || elsewhere) return forbidden(now());
    if (request.method !== "POST") return refused(405, "Method Not Allowed", now());
    return receive(domain, place.mime, request.headers, bytes);
  }

  async function receive(domain, mime, headers, body) {
    const { parts, dropped, size, error } = await read(headers, body);
    if (size > MAX_REQUEST) return refused(413, "request size exceeds 52.4MiB limit", now());
    const to = recipients(parts);
    if (forbids(domain, to)) return refused(403, notAllowed(domain.name, NOT_ALLOWED[domain.status]), now());
    const wrong = error ?? refusal(parts, { mime, now: now(), days: domain.scheduleDays });
    if (wrong) return refused(400, wrong, now());
    const at = new Date(now());
    const id = ownId(parts) ?? newId(at, domain.name);
    messages.push(message({ id, domain: domain.name, at, mime, parts, dropped }));
    return queued(id, now(), count(now(), to.length));
  }

  function next() {
    const told = faults[0];
    if (told !== undefined && --told.times <= 0) faults.shift();
    return told?.fault;
  }

  function failNext(answer, times = 1) {
    if (!(times === Infinity || (Number.isInteger(times) && times > 0))) {
      throw new RangeError(`failNext: expected times as a whole number above 0 or Infinity, found ${String(times)}`);
    }
    faults.push({ fault: fault(answer), times });
  }

  function clear() {
    messages.length = requests.length = faults.length = 0;
    count = counters();
  }

  return { fetch, messages, requests, failNext, clear };
}

/** Takes the key out of a text, plain or encoded. A key of a few characters would be found by chance, so it stays. */
function hider(key, credentials) {
  const secrets = key.length < 8 ? [] : [key, encodeURIComponent(key), credentials.slice("Basic ".length)];
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, "(hidden)"), text);
}

/** A Request of any realm: `instanceof` fails where a runtime has more than one. */
const isRequest = (input) => typeof input === "object" && input !== null && "arrayBuffer" in input && "url" in input;

/** Whether it says something of a request. */
const isInit = (second) => ["method", "headers", "body", "signal"].some((name) => second?.[name] !== undefined);

/** Host, domain and endpoint of a sending address, or null: then Mailgun answers 200 "Mailgun Magnificent API". */
function locate(address) {
  const { host, pathname } = new URL(address);
  const match = /^\/v3\/([^/]+)\/messages(\.mime)?$/.exec(pathname);
  if (match === null) return null;
  try {
    const domain = decodeURIComponent(match[1]);
    return domain.includes("/") ? null : { host, domain, mime: match[2] !== undefined };
  } catch {
    return null;
  }
}

/** The body's parts, its size unpacked, and the words against it where it cannot be read. */
async function read(headers, body) {
  const none = { parts: [], dropped: [] };
  let bytes = body;
  try {
    if (/^gzip$/i.test(headers.get("content-encoding") ?? "")) bytes = await gunzip(body);
    if (bytes.length > MAX_REQUEST) return { ...none, size: bytes.length };
    return { ...sort(readForm(headers.get("content-type") ?? "", bytes)), size: bytes.length };
  } catch (error) {
    if (error instanceof FormError) return { ...none, size: bytes.length, error: error.message };
    throw error;
  }
}

async function gunzip(bytes) {
  if (typeof DecompressionStream === "undefined") {
    throw new TypeError("sandbox: expected a runtime with DecompressionStream to read a gzip body, found none");
  }
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new FormError("unable to parse request: unexpected EOF");
  }
}

/** A sandbox domain or a free account sends to authorised addresses only, an unverified or inactive one to nobody. */
function forbids({ status, authorized }, to) {
  if (status === "active") return false;
  const listed = to.length > 0 && to.every((address) => authorized.has(address.toLowerCase()));
  return status === "unverified" || status === "inactive" || !listed;
}

/** The caller's own Message-Id where it has the shape unique@domain (recorded 2021-05-10; mailgun.js issue 394). */
function ownId(parts) {
  const name = parts.find(({ name }) => name.toLowerCase() === "h:message-id")?.name;
  const match = name && /^<?([^\s<>@]+@[^\s<>@]+?)>?$/.exec((first(parts, name) ?? "").trim());
  return match ? `<${match[1]}>` : undefined;
}

/** An id as recorded 2021-05-10: `<20210510091252.1.D6347B73DA43962E@domain>`. */
function newId(at, domain) {
  const time = at.toISOString().replace(/\D/g, "").slice(0, 14);
  const random = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `<${time}.1.${random.toUpperCase()}@${domain}>`;
}
