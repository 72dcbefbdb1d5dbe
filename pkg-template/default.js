/* @ts-self-types="./index.d.ts" */
// For Node, Deno, Bun, browsers and every bundler: the wasm stands in the JS as base64 and is compiled at first use, so that
// there is no file to find, no permission to ask for and nothing to await.
import { use } from "./core.js";
import base64 from "./wasm-inline.js";

/** `Uint8Array.fromBase64` is in Node 25, Deno, Bun and browsers of 2025. With a callback a byte it would take 20 ms and 14 MB. */
function bytes(base64) {
  const { Buffer } = globalThis;
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  if (Buffer) return Buffer.from(base64, "base64");
  const text = atob(base64);
  const out = new Uint8Array(text.length);
  for (let at = 0; at < out.length; at++) out[at] = text.charCodeAt(at);
  return out;
}

// `base64` stands here once: a bundler that puts constants in their places (rolldown) makes a copy of 200 kB of each mention.
// Chromium and Firefox refuse the compilation, WebKit the instance (measured 2026-11-22); workerd compiles no bytes within a request.
use(() => new WebAssembly.Module(bytes(base64)), "A Content-Security-Policy, where there is one, must hold script-src 'wasm-unsafe-eval'. A bundle for Cloudflare Workers must be made with the condition workerd. ");

export * from "./api.js";
