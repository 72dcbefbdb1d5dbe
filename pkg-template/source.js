// Bodies that are not yet bytes: streams, Responses, iterables. Each is read once, into a Blob that is kept for as long as
// the caller keeps its source, so that a second send finds it.
import { invalid } from "./errors.js";

/** Mailgun refuses larger requests (`request size exceeds 52.4MiB limit`), so no more is read. */
const BYTES_MAX = 52_428_800;

const blobs = new WeakMap();

/** The Blobs of all sources, if each was read before. */
export function known(sources) {
  const list = sources.map((source) => blobs.get(source));
  return list.every((blob) => blob && !(blob instanceof Promise)) ? list : undefined;
}

/** The Blobs of all sources; what is not read yet is read now. */
export function readAll(sources) {
  return Promise.all(sources.map(readOnce));
}

function readOnce(source) {
  if (!blobs.has(source)) {
    const reading = read(source).then(
      (blob) => {
        blobs.set(source, blob);
        return blob;
      },
      (cause) => {
        throw failed(cause);
      },
    );
    blobs.set(source, reading);
  }
  return blobs.get(source);
}

function failed(cause) {
  const message = `expected an attachment that can be read, found one that failed: ${cause?.message ?? cause}`;
  return invalid([{ severity: "error", code: "unreadable_attachment", field: "attachment", message }], "attachment_stream", cause);
}

async function read(source) {
  const chunks = [];
  let size = 0;
  for await (const chunk of chunksOf(source)) {
    const part = bytesOf(chunk);
    chunks.push(part);
    size += part.size;
    if (size > BYTES_MAX) throw new RangeError(`more than ${BYTES_MAX} bytes`);
  }
  return new Blob(chunks, { type: source.headers?.get?.("content-type") ?? "" });
}

/** A chunk as a Blob: what it holds can be changed by its source once the next one is asked for. */
function bytesOf(chunk) {
  if (typeof chunk === "number") {
    if (Number.isInteger(chunk) && chunk >= 0 && chunk <= 255) return new Blob([Uint8Array.of(chunk)]);
  } else if (typeof chunk === "string" || ArrayBuffer.isView(chunk) || /Blob|File|ArrayBuffer/.test(Object.prototype.toString.call(chunk))) {
    return new Blob([chunk]);
  }
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
