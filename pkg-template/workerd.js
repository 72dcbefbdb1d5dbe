// For Cloudflare's workerd, which compiles wasm at deployment and never within a request: the import is the compiled module.
import wasm from "./mailgun_edge.wasm";
import { use } from "./core.js";

use(() => wasm);

export * from "./api.js";
