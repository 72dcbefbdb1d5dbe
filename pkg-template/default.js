/* @ts-self-types="./index.d.ts" */
// For Node, Deno, Bun, browsers and every bundler: the wasm stands in the JS as base64 and is compiled at first use, so that
// there is no file to find, no permission to ask for and nothing to await.
import { use } from "./core.js";
import base64 from "./wasm-inline.js";

// Chromium and Firefox refuse the compilation, WebKit the instance (measured 2026-11-22).
const compile = () => new WebAssembly.Module(Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)));
use(compile, "A Content-Security-Policy, where there is one, must hold script-src 'wasm-unsafe-eval'. ");

export * from "./api.js";
