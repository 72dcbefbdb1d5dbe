// For Node, Deno, Bun, browsers and every bundler: the wasm stands in the JS as base64 and is compiled at first use, so that
// there is no file to find, no permission to ask for and nothing to await.
import { use } from "./core.js";
import { InternalError } from "./errors.js";
import base64 from "./wasm-inline.js";

use(() => {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    throw new InternalError("internal", "WebAssembly was refused here. A Content-Security-Policy must allow it: script-src 'wasm-unsafe-eval'", { cause });
  }
});

export * from "./api.js";
