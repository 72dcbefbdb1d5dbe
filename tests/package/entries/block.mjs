// block.mjs <address that stands for Mailgun's hosts> <file>: runs an example of the README in Node, Deno or Bun.
import { routed } from "./routed.mjs";

const [base, file] = (globalThis.Deno?.args ?? process.argv.slice(2));
globalThis.fetch = routed(globalThis.fetch, base);
await import(file);
