// A local server on 127.0.0.1: the page of www/, the built package under /mailgun-edge/, and the sandbox as an HTTP API
// under /v3/. Run by itself (`cargo xtask www`) it serves until Ctrl-C.

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const WWW = join(ROOT, "www");

/** The folder of the built package. */
export const PACKAGE = join(ROOT, "target", "npm", "mailgun-edge");

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** Imports a module of the built package. */
export function fromPackage(file) {
  return import(pathToFileURL(join(PACKAGE, file)).href);
}

/** Serves; resolves with { origin, close }. `port` 0 takes a free one. */
export async function serve({ sandbox, port = 0 }) {
  const server = createServer((request, response) => {
    answer(sandbox, request, response).catch((error) => {
      console.error(error);
      response.destroy(error);
    });
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { origin, close };
}

async function answer(sandbox, request, response) {
  const { pathname } = new URL(request.url, "http://127.0.0.1");
  if (pathname.startsWith("/v3/")) return api(sandbox, request, response);
  const file = pathname.startsWith("/mailgun-edge/") ? inside(PACKAGE, pathname.slice("/mailgun-edge".length)) : inside(WWW, pathname);
  const found = file && (await stat(file).catch(() => undefined))?.isFile();
  if (!found || !["GET", "HEAD"].includes(request.method)) {
    response.writeHead(404, { "content-type": "text/plain" }).end("Not found\n");
    return;
  }
  response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "no-store" });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
}

/** A request of Mailgun's API, answered by the sandbox. */
async function api(sandbox, request, response) {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const headers = new Headers();
  for (let i = 0; i < request.rawHeaders.length; i += 2) headers.append(request.rawHeaders[i], request.rawHeaders[i + 1]);
  const body = ["GET", "HEAD"].includes(request.method) ? undefined : Readable.toWeb(request);
  const url = new URL(request.url, `http://${request.headers.host}`);
  try {
    const reply = await sandbox.fetch(new Request(url, { method: request.method, headers, body, duplex: "half", signal: gone.signal }));
    response.writeHead(reply.status, Object.fromEntries(reply.headers));
    response.end(Buffer.from(await reply.arrayBuffer()));
  } catch {
    // `failNext("reset")` and `failNext("timeout")` reject, as a lost connection does.
    response.destroy();
  }
}

/** The file of a path below a folder; undefined for one that leads out of it. */
function inside(folder, pathname) {
  let path;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  const file = normalize(join(folder, path.endsWith("/") ? `${path}index.html` : path));
  return file.startsWith(folder + sep) && !file.includes("\0") ? file : undefined;
}

/** The port that is asked for when none is said: the same each time, so that the page's address can be kept. */
export const PORT = 8380;

/** Serves on the usual port, or on a free one where that is taken. */
export async function serveAnywhere(options) {
  return serve({ ...options, port: PORT }).catch((error) => {
    if (error.code !== "EADDRINUSE") throw error;
    return serve(options);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { createSandbox } = await fromPackage("sandbox.js");
  const { version } = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
  const { origin } = await serveAnywhere({ sandbox: createSandbox() });
  console.log(`mailgun-edge ${version}`);
  console.log(`The page:    ${origin}/`);
  console.log(`The sandbox: ${origin}/v3/mg.example.com/messages (key: key-sandbox)`);
  console.log("Ctrl-C ends it.");
}
