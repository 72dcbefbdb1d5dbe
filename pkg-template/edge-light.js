// For Vercel's edge runtime, which takes wasm by this import alone (vercel.com/docs/functions/wasm).
import module from "./mailgun_edge.wasm?module";
import { use } from "./core.js";

use(() => module);

export * from "./api.js";
