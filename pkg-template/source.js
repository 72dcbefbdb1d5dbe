// Bodies that are not yet bytes: streams, Responses, iterables. Each is read once, into a Blob that is kept for as long as
// the caller keeps its source, so that a second send finds it.
import { invalid } from "./errors.js";

/** Mailgun refuses larger requests (`request size exceeds 52.4MiB limit`), so no more is read. */
const BYTES_MAX = 52_428_800;

/** By source: `{ blob }` once it is read; until then `{ reading, readers, stop }`. */
const entries = new WeakMap();

/** The Blobs of all `[source, place]`, if each was read before. */
export function known(pending) {
  const list = pending.map(([source]) => entries.get(source)?.blob);
  return list.every(Boolean) ? list : undefined;
}

/** The Blobs of all `[source, place]`; what is not read yet is read now. It ends where `halt` aborts: nobody waits any more. */
export function readAll(pending, halt) {
  return Promise.all(
    pending.map(([source, place]) =>
      readOnce(source, halt).catch((cause) => {
        const message = `expected an attachment that can be read, found one that failed: ${cause?.message ?? cause}`;
        throw invalid([unreadable(place, message)], "attachment_stream", cause);
      }),
    ),
  );
}

/** The problem of a body that gives no bytes. */
export function unreadable(field, message) {
  return { severity: "error", code: "unreadable_attachment", field, message };
}

async function readOnce(source, halt) {
  if (!entries.has(source)) entries.set(source, begin(source));
  const entry = entries.get(source);
  if (entry.blob) return entry.blob;
  entry.readers++;
  const leave = () => --entry.readers === 0 && entry.stop();
  halt?.addEventListener("abort", leave);
  try {
    return await entry.reading;
  } finally {
    halt?.removeEventListener("abort", leave);
  }
}

/** What was read in part is lost: a later send is told so, and never sends less than there was. */
function begin(source) {
  const entry = { readers: 0 };
  const stopped = new Promise((_, reject) => {
    entry.stop = () => reject(new Error("reading it was broken off by an earlier send"));
  });
  stopped.catch(() => {});
  entry.reading = read(source, stopped);
  entry.reading.then((blob) => entries.set(source, { blob }), () => {});
  return entry;
}

async function read(source, stopped) {
  const parts = [];
  let size = 0;
  // Text is gathered until bytes come: a pair of surrogates may be split between two chunks.
  let text = "";
  const add = (part) => {
    size += part.size;
    if (size > BYTES_MAX) throw new RangeError(`more than ${BYTES_MAX} bytes`);
    parts.push(part);
  };
  const chunks = chunksOf(source);
  try {
    for (;;) {
      const { done, value: chunk } = await Promise.race([chunks.next(), stopped]);
      if (done) break;
      if (typeof chunk === "string") text += chunk;
      else {
        if (text) add(encoded(text));
        text = "";
        add(bytesOf(chunk));
      }
      if (text.length > BYTES_MAX) add(encoded(text));
    }
  } catch (error) {
    // Not awaited: what never gives a chunk never ends either.
    Promise.resolve(chunks.stop()).catch(() => {});
    throw error;
  }
  if (text) add(encoded(text));
  return new Blob(parts, { type: source.headers?.get?.("content-type") ?? "" });
}

/** Not `new Blob([text])`: workerd writes a lone surrogate as it is, others as U+FFFD. */
function encoded(text) {
  return new Blob([new TextEncoder().encode(text)]);
}

/** A chunk as a Blob: what it holds may be changed by its source once the next one is asked for. */
function bytesOf(chunk) {
  if (Number.isInteger(chunk) && chunk >= 0 && chunk <= 255) return new Blob([Uint8Array.of(chunk)]);
  const blob = typeof chunk?.arrayBuffer === "function" && typeof chunk.slice === "function";
  if (blob || ArrayBuffer.isView(chunk) || /ArrayBuffer/.test(Object.prototype.toString.call(chunk))) return new Blob([chunk]);
  throw new TypeError(`a chunk is neither bytes nor text (${typeof chunk})`);
}

/** `{ next, stop }`. Not every runtime can iterate a stream. */
function chunksOf(source) {
  let stream = source;
  if (typeof source.getReader !== "function" && typeof source.arrayBuffer === "function") {
    if (source.bodyUsed) throw new TypeError("the Response was read already");
    if (source.ok === false) throw new TypeError(`the Response has status ${source.status}`);
    stream = source.body ?? [];
  }
  if (typeof stream.getReader === "function") {
    const reader = stream.getReader();
    return { next: () => reader.read(), stop: () => reader.cancel() };
  }
  const iterator = stream[Symbol.asyncIterator]?.() ?? stream[Symbol.iterator]();
  const next = async () => {
    const { done, value } = await iterator.next();
    return { done, value: await value };
  };
  return { next, stop: async () => iterator.return?.() };
}
