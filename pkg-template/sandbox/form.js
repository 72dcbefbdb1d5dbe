// The parts of a request body: multipart/form-data (RFC 7578) or application/x-www-form-urlencoded.
// Written here and not taken from `request.formData()`: the runtime that wrote a body would read its own mistakes back as
// if they were none (workerd does not normalise names and line ends, measured 2026-11-22), and it hides whether a part had a filename.
// Knows: names and filenames as raw UTF-8 with backslash escapes; percent signs stay as they came (whether Mailgun turns
// `%22` back into a quote is not public). `filename*` (RFC 2231) counts as no filename (django-anymail issue 125).
// Does not know: `Content-Transfer-Encoding`, charsets other than UTF-8. RFC 7578 deprecates the first (4.7).

/** What Mailgun would answer with status 400. */
export class FormError extends Error {}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();
const CR = 13, LF = 10, DASH = 45;

/** The parts in order: `{ name, value }`, or `{ name, filename, type, size, blob }` for one with a filename. */
export function readForm(contentType, bytes) {
  const type = contentType.split(";", 1)[0].trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") return urlencoded(utf8.decode(bytes));
  if (type === "multipart/form-data") return multipart(boundary(contentType), bytes);
  throw new FormError(`Invalid request content type. Expecting 'multipart/form-data' but got '${type}'`);
}

function urlencoded(text) {
  const bad = /%(?![0-9a-f]{2}).{0,2}/is.exec(text);
  if (bad !== null) throw new FormError(`unable to parse request: invalid URL escape "${bad[0]}"`);
  return [...new URLSearchParams(text)].map(([name, value]) => ({ name, value }));
}

/** The text between the parts, as the header announces it. */
export function boundary(contentType) {
  const text = parameters(contentType).get("boundary");
  if (!text) throw new FormError("Boundary not found for multipart/form-data request");
  return text;
}

/** The parameters behind a header's first value. A backslash escapes only RFC 2045's tspecials, as in Go's mime package. */
function parameters(header) {
  const found = new Map();
  for (const [, name, quoted, plain] of header.matchAll(/;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/gs)) {
    const value = quoted?.replace(/\\([()<>@,;:\\"/[\]?=])/g, "$1") ?? plain;
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), value);
  }
  return found;
}

function multipart(text, bytes) {
  const delimiter = encoder.encode(`\r\n--${text}`);
  const parts = [];
  let at = startsWith(bytes, delimiter.subarray(2), 0) ? delimiter.length - 2 : next(bytes, delimiter, 0).end;
  while (!(bytes[at] === DASH && bytes[at + 1] === DASH)) {
    at = lineEnd(bytes, at);
    if (at < 0) throw malformed();
    const head = indexOf(bytes, encoder.encode("\r\n\r\n"), at);
    if (head < 0) throw unexpectedEnd();
    const body = next(bytes, delimiter, head + 2);
    parts.push(part(utf8.decode(bytes.subarray(at + 2, head)), bytes.subarray(Math.min(head + 4, body.start), body.start)));
    at = body.end;
  }
  return parts;
}

function part(head, bytes) {
  const headers = new Map(head.split("\r\n").map((line) => {
    const colon = line.indexOf(":");
    if (colon < 1) throw malformed();
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
  }));
  const disposition = headers.get("content-disposition") ?? "";
  const name = parameters(disposition).get("name");
  if (!/^form-data\s*;/i.test(disposition) || name === undefined) throw malformed();
  const filename = parameters(disposition).get("filename");
  if (!filename) return { name, value: utf8.decode(bytes) };
  const type = headers.get("content-type") ?? "application/octet-stream";
  return { name, filename, type, size: bytes.length, blob: new Blob([bytes], { type }) };
}

/** Where the line ends after white space, or -1 where something else follows. */
function lineEnd(bytes, at) {
  while (bytes[at] === 32 || bytes[at] === 9) at++;
  return bytes[at] === CR && bytes[at + 1] === LF ? at : -1;
}

/** The next delimiter: where it starts, and where it ends; what follows is `--`, or nothing more in its line. */
function next(bytes, delimiter, from) {
  for (let start = indexOf(bytes, delimiter, from); start >= 0; start = indexOf(bytes, delimiter, start + 1)) {
    const end = start + delimiter.length;
    if ((bytes[end] === DASH && bytes[end + 1] === DASH) || lineEnd(bytes, end) >= 0) return { start, end };
  }
  throw unexpectedEnd();
}

function indexOf(bytes, pattern, from) {
  for (let at = bytes.indexOf(pattern[0], from); at >= 0; at = bytes.indexOf(pattern[0], at + 1)) {
    if (startsWith(bytes, pattern, at)) return at;
  }
  return -1;
}

const startsWith = (bytes, pattern, at) => pattern.every((byte, index) => bytes[at + index] === byte);
const malformed = () => new FormError("malformed multipart/form-data request");
const unexpectedEnd = () => new FormError("unable to parse request: unexpected EOF");
