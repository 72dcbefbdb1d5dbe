// Bodies that are not yet bytes: streams, Responses, iterables. Each is read once, into a Blob that is kept for as long as
// the caller keeps its source, so that a second send finds it.
import { invalid } from "./errors.js";

/** Mailgun refuses larger requests (`request size exceeds 52.4MiB limit`), so no more is read. */
const BYTES_MAX = 52_428_800;

const blobs = new WeakMap();

/** The Blobs of all `[source, place]`, if each was read before. */
export function known(pending) {
  const list = pending.map(([source]) => blobs.get(source));
  return list.every((blob) => blob && !(blob instanceof Promise)) ? list : undefined;
}

/** The Blobs of all `[source, place]`; what is not read yet is read now. */
export function readAll(pending) {
  return Promise.all(
    pending.map(([source, place]) =>
      readOnce(source).catch((cause) => {
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

async function readOnce(source) {
  if (!blobs.has(source)) {
    const reading = read(source);
    blobs.set(source, reading);
    blobs.set(source, await reading);
  }
  return blobs.get(source);
}

async function read(source) {
  const parts = [];
  let size = 0;
  // Text is gathered until bytes come: a pair of surrogates may be split between two chunks.
  let text = "";
  const add = (part) => {
    size += part.size;
    if (size > BYTES_MAX) throw new RangeError(`more than ${BYTES_MAX} bytes`);
    parts.push(part);
  };
  for await (const chunk of chunksOf(source)) {
    if (typeof chunk === "string") text += chunk;
    else {
      if (text) add(encoded(text));
      text = "";
      add(bytesOf(chunk));
    }
    if (text.length > BYTES_MAX) add(encoded(text));
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

async function* chunksOf(source) {
  let stream = source;
  if (typeof source.getReader !== "function" && typeof source.arrayBuffer === "function") {
    if (source.bodyUsed) throw new TypeError("the Response was read already");
    if (source.ok === false) throw new TypeError(`the Response has status ${source.status}`);
    stream = source.body ?? [];
  }
  if (typeof stream.getReader !== "function") {
    yield* stream;
    return;
  }
  // Not every runtime can iterate a stream.
  const reader = stream.getReader();
  let done = false;
  try {
    for (;;) {
      const next = await reader.read();
      if ((done = next.done)) return;
      yield next.value;
    }
  } finally {
    if (!done) reader.cancel().catch(() => {});
  }
}
