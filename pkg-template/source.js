// Bodies that are not yet bytes: streams, Responses, iterables. Each is read once, into a Blob that is kept for as long as
// the caller keeps its source, so that a second send finds it.
import { invalid } from "./errors.js";

/** Mailgun refuses larger requests (`request size exceeds 52.4MiB limit`), so no more is read. */
const BYTES_MAX = 52_428_800;

/** Text and single bytes are gathered up to here. */
const GATHERED_MAX = 65_536;

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

/** A Set, say: it is read anew each time, as it is then. */
function isRepeatable(source) {
  const once = source[Symbol.asyncIterator] ?? source.getReader ?? source.arrayBuffer;
  return !once && source[Symbol.iterator]() !== source;
}

/** Its chunks as they are now; one without an end is refused. */
function copied(source) {
  const chunks = [];
  let size = 0;
  for (const chunk of source) {
    size += Math.max(chunk?.byteLength ?? chunk?.length ?? chunk?.size ?? 1, 1);
    if (!(size <= BYTES_MAX)) throw new RangeError(`more than ${BYTES_MAX} bytes`);
    chunks.push(chunk);
  }
  return chunks;
}

async function readOnce(source, halt) {
  if (isRepeatable(source)) return read(copied(source), new Promise(() => {}));
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
  // So are single bytes: a Blob of each would cost a thousand times as much.
  let single = [];
  const add = (part) => {
    size += part.size;
    if (size > BYTES_MAX) throw new RangeError(`more than ${BYTES_MAX} bytes`);
    parts.push(part);
  };
  const flush = () => {
    if (text) add(encoded(text));
    if (single.length) add(new Blob([Uint8Array.from(single)]));
    text = "";
    single = [];
  };
  const chunks = chunksOf(source);
  try {
    for (;;) {
      const { done, value: chunk } = await Promise.race([chunks.next(), stopped]);
      if (done) break;
      if (typeof chunk === "string" ? single.length : text) flush();
      if (typeof chunk === "string") text += chunk;
      else if (Number.isInteger(chunk) && chunk >= 0 && chunk <= 255) single.push(chunk);
      else {
        flush();
        add(bytesOf(chunk));
      }
      if (text.length + single.length > GATHERED_MAX && !/[\uD800-\uDBFF]$/.test(text)) flush();
    }
  } catch (error) {
    // Not awaited: what never gives a chunk never ends either.
    Promise.resolve(chunks.stop()).catch(() => {});
    throw error;
  }
  flush();
  return new Blob(parts, { type: source.headers?.get?.("content-type") ?? "" });
}

/** Not `new Blob([text])`: workerd writes a lone surrogate as it is, others as U+FFFD. */
function encoded(text) {
  return new Blob([new TextEncoder().encode(text)]);
}

/** A chunk as a Blob: what it holds may be changed by its source once the next one is asked for. */
function bytesOf(chunk) {
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
