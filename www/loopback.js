// The contract's loopback server inside this page: a `fetch` that keeps what arrives, as the browser wrote it, and answers what the
// domain asks for. What only a real connection can show is told by `missing`, so that nobody takes it for tested.
import { readForm } from "./mailgun-edge/sandbox/form.js";
import { bodyOf } from "./package.js";

export const BASE = "https://loopback.test";
/** Stands for an address where nobody listens. */
export const REFUSED = "https://refused.test";

const CONNECTION = "only a real connection shows it";
const SUBTLE = "this address has no crypto.subtle: it needs https, or localhost";
const FILES = "this browser does not read the files of a FormData back";

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}

async function sha256(bytes) {
  const digest = (await crypto.subtle?.digest("SHA-256", bytes)) ?? new ArrayBuffer(0);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function partOf({ name, value, filename, type, size, blob }) {
  if (filename === undefined) return { name, value };
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const content = bytes.length <= 1e6 ? { base64: base64(bytes) } : { sha256: await sha256(bytes) };
  return { name, filename, mimeType: type.split(";")[0], size, ...content };
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const decoded = (binary) => utf8.decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));

/** A second reader, which shares nothing with the sandbox's: it cuts the body as text of bytes, and refuses what is not UTF-8. */
function readAgain(binary, type) {
  const mark = `\r\n--${/boundary="?([^";]+)/.exec(type)[1]}`;
  return `\r\n${binary}`.split(mark).slice(1, -1).map((part) => {
    const end = part.indexOf("\r\n\r\n");
    const [, name, filename] = /form-data; name="([^"]*)"(?:; filename="([^"]*)")?/.exec(part.slice(0, end)).map((text) => text && decoded(text));
    const content = part.slice(end + 4);
    return filename === undefined ? { name, value: decoded(content) } : { name, filename, size: content.length };
  });
}

async function read(bytes, type) {
  const parts = await Promise.all(readForm(type, bytes).map(partOf));
  if (bytes.length > 1e6) return { parts };
  const raw = base64(bytes);
  return { parts, again: readAgain(atob(raw), type), raw };
}

/** What `answer` of the loopback server writes to a response of Node. */
function respond(answer, domain) {
  return new Promise((resolve, reject) => {
    let head;
    answer(domain, {
      writeHead: (status, headers) => ({ end: (body) => resolve(new Response(body, { status, headers })) }),
      socket: { resetAndDestroy: () => reject(new TypeError("Failed to fetch")) },
    });
  });
}

const heeding = (signal, promise) =>
  new Promise((resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason));
    if (signal?.aborted) reject(signal.reason);
    promise.then(resolve, reject);
  });

/** Whether this browser reads back a FormData that holds a file. */
async function readsFiles() {
  const form = new FormData();
  form.append("file", new File(["x"], "x.txt"));
  return new Response(form).text().then(() => true, () => false);
}

/** A loopback: its `fetch`, and `missing()`, what the last case would have needed; undefined where it needed nothing. */
export async function startLoopback(answer) {
  const received = new Map();
  const filesRead = await readsFiles();
  let lacked;

  async function keep(url, init, request) {
    const domain = /\/v3\/([^/]*)\/messages$/.exec(url.pathname)?.[1] ?? url.pathname;
    const behaviour = domain.split(".")[1] ?? "";
    if (behaviour === "reset" || behaviour.startsWith("redirect")) lacked = CONNECTION;
    if (!filesRead && init?.body instanceof FormData && [...init.body.values()].some((value) => typeof value !== "string")) lacked = FILES;
    const bytes = await bodyOf(request, init?.body);
    if (bytes.length > 1e6 && crypto.subtle === undefined) lacked = SUBTLE;
    const form = await read(bytes, request.headers.get("content-type") ?? "");
    const headers = Object.fromEntries(request.headers);
    received.set(domain, [...(received.get(domain) ?? []), { method: request.method, path: url.pathname, headers, ...form }]);
    return respond(answer, domain);
  }

  async function fetch(input, init) {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== BASE) {
      lacked = CONNECTION;
      throw new TypeError("Failed to fetch");
    }
    const asked = /^\/_received\/([^/]+)$/.exec(url.pathname);
    if (asked) return Response.json(received.get(asked[1]) ?? []);
    return heeding(init?.signal, keep(url, init, new Request(url, { ...init, signal: undefined })));
  }

  return {
    fetch,
    missing() {
      const found = lacked;
      lacked = undefined;
      return found;
    },
  };
}
