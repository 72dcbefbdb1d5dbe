// A static server for this page: `node www/serve.mjs [port]`, or `serve({ port, packageDir })` from a program.
//
// It answers GET and HEAD, from this folder; under /mailgun-edge/ from the built package, and under /vendor/ from what vendor.mjs
// bundles. It listens on the loopback address only, and reads no file outside those folders.
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { vendor } from "./vendor.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const PACKAGE = fileURLToPath(new URL("../target/npm/mailgun-edge/", import.meta.url));

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

// The same two policies stand in the pages themselves, for hosts that send no headers.
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; " +
  "frame-src 'self' blob:; connect-src 'self' https://api.mailgun.net https://api.eu.mailgun.net; object-src 'none'; base-uri 'none'; form-action 'none'";
const POLICIES = { "/preview.html": "default-src 'none'; img-src blob: data:; style-src 'unsafe-inline'" };

/** The file an address names, or undefined: it must lie in `root`, also when links are followed, and have a known type. */
async function find(root, path) {
  try {
    const file = await realpath(join(root, path));
    const inside = file.startsWith((await realpath(root)) + sep);
    return inside && extname(file) in TYPES && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

function decode(url) {
  try {
    const path = decodeURIComponent(new URL(url, "http://localhost").pathname);
    return path.includes("\0") ? undefined : path;
  } catch {
    return undefined;
  }
}

async function answer(request, response, folders) {
  const refuse = (status, text, headers = {}) => response.writeHead(status, { "Content-Type": "text/plain", ...headers }).end(`${text}\n`);
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, "Method Not Allowed", { Allow: "GET, HEAD" });
  const path = decode(request.url);
  if (path === undefined) return refuse(400, "Bad Request");
  const [, folder, rest] = /^\/(mailgun-edge|vendor)\/(.+)$/s.exec(path) ?? [];
  const file = folder ? await find(folders[folder], rest) : await find(HERE, path === "/" ? "index.html" : path);
  if (file === undefined) return refuse(404, "Not Found");
  response.writeHead(200, {
    "Content-Type": TYPES[extname(file)],
    "Content-Security-Policy": `${POLICIES[path] ?? POLICY}; frame-ancestors 'self'`,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
  });
  if (request.method === "HEAD") return response.end();
  return createReadStream(file).on("error", () => response.destroy()).pipe(response);
}

/** Starts the server; port 0 takes a free one. `packageDir` is the folder `cargo xtask pack` leaves. */
export async function serve({ port = 0, packageDir = PACKAGE } = {}) {
  const folders = { "mailgun-edge": packageDir, vendor: await vendor() };
  const server = createServer((request, response) => {
    answer(request, response, folders).catch(() => response.destroy());
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url } = await serve({ port: Number(process.argv[2] ?? 8788) });
  console.log(`The page is at ${url}`);
}
