// The demo's servers on 127.0.0.1: the page, and the sandbox as an HTTP API.

import { createServer } from "node:http";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";
import { serve } from "../../www/serve.mjs";

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The folder of the built package. */
export const PACKAGE = join(ROOT, "target", "npm", "mailgun-edge");

// The same each time, so that an address can be kept; a free one where it is taken.
const PAGE_PORT = 8788;
const SANDBOX_PORT = 8025;

function onPort(port, start) {
  return start(port).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    return start(0);
  });
}

/** Serves the page: { url, close }. */
export function servePage() {
  return onPort(PAGE_PORT, (port) => serve({ port, packageDir: PACKAGE }));
}

/** A sandbox of the built package, and its API: { sandbox, origin, close }. */
export async function serveSandbox(options) {
  const { createSandbox } = await import(pathToFileURL(join(PACKAGE, "sandbox.js")).href);
  const sandbox = createSandbox(options);
  return onPort(SANDBOX_PORT, async (port) => {
    const server = createServer((request, response) => answer(sandbox, request, response));
    await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
    const close = () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    };
    return { sandbox, origin: `http://127.0.0.1:${server.address().port}`, close };
  });
}

async function answer(sandbox, request, response) {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const { method, headers } = request;
  const body = method === "GET" || method === "HEAD" ? undefined : Readable.toWeb(request);
  try {
    const url = new URL(request.url, `http://${headers.host}`);
    const reply = await sandbox.fetch(url, { method, headers, body, duplex: "half", signal: gone.signal });
    response.writeHead(reply.status, Object.fromEntries(reply.headers)).end(Buffer.from(await reply.arrayBuffer()));
  } catch {
    // `failNext("reset")` and `failNext("timeout")` reject, as a lost connection does.
    response.destroy();
  }
}
