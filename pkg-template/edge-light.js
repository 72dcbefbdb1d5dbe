// For Vercel's edge runtime, which takes wasm by this import alone (vercel.com/docs/functions/wasm).
import wasm from "./mailgun_edge.wasm?module";
import { use } from "./core.js";

use(() => wasm);

export * from "./api.js";
