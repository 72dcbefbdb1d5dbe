// Runs the package's contract in this browser, in a worker, so that the page stays responsive and its own `fetch` as it is.
import * as main from "./mailgun-edge/default.js";
import { parameters } from "./mailgun-edge/parameters.js";
import { createSandbox } from "./mailgun-edge/sandbox.js";
import { BASE, REFUSED, startLoopback } from "./loopback.js";
import { answer, rows, run } from "./vendor/contract.js";

/** What is to be read in a case without a trace in what arrives here. */
const CONTENT_LENGTH = "sending: method, path, credentials and content type";

/** WebKit composes characters in what it sends. */
async function composes() {
  const form = new FormData();
  form.append("name", "e\u0301");
  return (await new Response(form).text()).includes("\u00e9");
}

const loopback = await startLoopback(answer);
globalThis.fetch = loopback.fetch;
const tell = ({ name, error, of }) => {
  const missing = loopback.missing() ?? (name === CONTENT_LENGTH ? "the browser adds Content-Length on a real connection only" : undefined);
  postMessage({ name, of, state: missing ? "not-run" : error === undefined ? "passed" : "failed", text: missing ?? error });
};
const env = { name: "here", base: BASE, refused: REFUSED, rows, browser: true, composes: await composes(), options: { dangerouslyAllowBrowser: true }, tell };
await run({ ...main, parameters, createSandbox }, env);
postMessage({ done: true });
