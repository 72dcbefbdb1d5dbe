// Bodies that are not yet bytes: streams, Responses, iterables. Each is read once, into a Blob that is kept for as long as
// the caller keeps its source, so that a second send finds it.
import { invalid } from "./errors.js";

/** Mailgun refuses larger requests (`request size exceeds 52.4MiB limit`), so no more is read. */
const BYTES_MAX = 52_428_800;

/** Text and bytes are gathered up to here: a Blob for each line of a long file would take fifty times its size. */
const GATHERED_MAX = 65_536;

/** After so many chunks, timers have their turn: a source that always has one at hand would keep them from it for ever. */
export const TURN = 10_000;
export const turn = () => new Promise((resolve) => setTimeout(resolve));

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
        const message = `expected an attachment that can be read, found one that failed: ${wordsOf(cause)}`;
        throw invalid([unreadable(place, message)], "attachment_stream", cause);
      }),
    ),
  );
}

/** Anything can be thrown: a Symbol, an object without a prototype. */
function wordsOf(cause) {
  try {
    return `${cause?.message ?? cause}`;
  } catch {
    return `a ${typeof cause}`;
  }
}

/** The problem of a body that gives no bytes. */
export function unreadable(field, message) {
  return { severity: "error", code: "unreadable_attachment", field, message };
}

/** A Set, say: it is read anew each time, as it is then. */
function isRepeatable(source) {
  if (source[Symbol.asyncIterator] ?? source.getReader ?? source.arrayBuffer) return false;
  const iterator = source[Symbol.iterator]();
  return iterator !== source && iterator !== source[Symbol.iterator]();
}

/** Its chunks as they are now, their bytes too; one without an end is refused. */
function copied(source) {
  const chunks = [];
  let size = 0;
  for (const chunk of source) {
    size += Math.max(chunk?.byteLength ?? chunk?.length ?? chunk?.size ?? 1, 1);
    if (!(size <= BYTES_MAX)) throw new RangeError(`more than ${BYTES_MAX} bytes`);
    chunks.push(typeof chunk === "object" ? (viewOf(chunk)?.slice() ?? chunk) : chunk);
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
  let bytes;
  let filled = 0;
  const add = (part) => {
    size += part.size;
    if (size > BYTES_MAX) throw new RangeError(`more than ${BYTES_MAX} bytes`);
    parts.push(part);
  };
  const flush = () => {
    if (text) add(encoded(text));
    if (filled) add(new Blob([bytes.subarray(0, filled)]));
    text = "";
    filled = 0;
  };
  const gather = (some) => {
    if (filled + some.length > GATHERED_MAX) flush();
    (bytes ??= new Uint8Array(GATHERED_MAX)).set(some, filled);
    filled += some.length;
  };
  const take = (chunk) => {
    if (typeof chunk === "string" ? filled : text) flush();
    if (typeof chunk === "string") text += chunk;
    else {
      const some = Number.isInteger(chunk) && chunk >= 0 && chunk <= 255 ? [chunk] : viewOf(chunk);
      if (some?.length <= GATHERED_MAX) gather(some);
      else {
        flush();
        add(blobOf(some ?? chunk));
      }
    }
    if (text.length > GATHERED_MAX && !/[\uD800-\uDBFF]$/.test(text)) flush();
  };
  const chunks = chunksOf(source);
  try {
    for (let count = 1; ; count++) {
      const { done, value: chunk } = await Promise.race([stopped, chunks.next()]);
      if (done) break;
      take(chunk);
      if (count % TURN === 0) await turn();
    }
  } catch (error) {
    // Not awaited: what never gives a chunk never ends either.
    Promise.resolve(chunks.stop()).catch(() => {});
    throw error;
  }
  flush();
  return new Blob(parts, { type: source.headers?.get?.("content-type") ?? (isSized(source) ? source.type : "") });
}

/** Not `new Blob([text])`: workerd writes a lone surrogate as it is, others as U+FFFD. */
function encoded(text) {
  return new Blob([new TextEncoder().encode(text)]);
}

/** The bytes of a view or a buffer. */
function viewOf(chunk) {
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return /ArrayBuffer/.test(Object.prototype.toString.call(chunk)) ? new Uint8Array(chunk) : undefined;
}

/** A chunk as a Blob: what it holds may be changed by its source once the next one is asked for. */
function blobOf(chunk) {
  if (ArrayBuffer.isView(chunk) || isBlob(chunk)) return new Blob([chunk]);
  throw new TypeError(`a chunk is neither bytes nor text (${typeof chunk})`);
}

/** Whether it is the platform's own, of any realm: of another the Blob would be the text `[object Object]`. */
const isBlob = (value) => isOwn(Blob, "size", value);

/** Whether it is the platform's own: the getter refuses all others. */
function isOwn(type, name, value) {
  try {
    return Reflect.get(type.prototype, name, value) !== undefined;
  } catch {
    return false;
  }
}

/** A Blob that is not the platform's. */
const isSized = (source) => typeof source.arrayBuffer === "function" && typeof source.size === "number";

/** All its bytes, then the end. */
function wholeOf(source) {
  let done = false;
  return async () => {
    if (done) return { done };
    done = true;
    const value = await source.arrayBuffer();
    if (value.byteLength !== source.size) throw new TypeError(`expected ${source.size} bytes, found ${value.byteLength}`);
    return { done: false, value };
  };
}

/** `{ next, stop }`. Not every runtime can iterate a stream. */
function chunksOf(source) {
  let stream = source;
  if (isSized(source)) return { next: wholeOf(source), stop: async () => {} };
  if (typeof source.getReader !== "function" && typeof source.arrayBuffer === "function") {
    if (source.bodyUsed) throw new TypeError("the Response was read already");
    if (source.ok === false) throw new TypeError(`the Response has status ${source.status}`);
    stream = source.body ?? [];
  }
  if (typeof stream.getReader === "function") {
    // A Response refuses one that was read from: what is left of it would go out as if it were all.
    if (isOwn(ReadableStream, "locked", stream)) new Response(stream);
    const reader = stream.getReader();
    return { next: () => reader.read(), stop: () => reader.cancel() };
  }
  // Node's streams; one that flows has a listener that takes what comes.
  if (stream.readableDidRead || stream.readableFlowing) throw new TypeError("the stream was read already");
  const iterator = stream[Symbol.asyncIterator]?.() ?? stream[Symbol.iterator]();
  const next = async () => {
    const { done, value } = await iterator.next();
    return { done, value: await value };
  };
  const stop = async () => {
    // A generator that waits ends when it has waited; Node's streams can be told at once.
    if (typeof stream.destroy === "function") stream.destroy();
    await iterator.return?.();
  };
  return { next, stop };
}
