// A loopback server that stands for Mailgun in the contract tests. It parses multipart with two parsers that share
// nothing, keeps every request as it arrived, and answers what the domain in the path asks for:
// `<any>.<behaviour>.example.com`, see answers.mjs.
//
//   POST /v3/<domain>/messages     kept under the domain, then answered
//   GET  /_received/<domain>       what arrived for that domain: [{ method, path, headers, parts, again, raw }]
//   GET  /<file>                   a file of `folders`, for the browsers
//
// Every response is open to other origins, as Mailgun's are.

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { getMultipartBoundary, parseMultipart } from "@remix-run/multipart-parser";
import busboy from "busboy";
import { answer } from "./answers.mjs";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" };

/** What a careful site sends. The package needs 'wasm-unsafe-eval' of it. */
export const STRICT_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' http://127.0.0.1:*";

/** The parts in the order of the body: { name, value } or { name, filename, mimeType, size, sha256, base64 }. */
function parseParts(headers, body) {
  return new Promise((resolve, reject) => {
    if (!/^multipart\/form-data/i.test(headers["content-type"] ?? "")) return resolve([]);
    const parts = [];
    const parser = busboy({ headers, preservePath: true, defParamCharset: "utf8", limits: { fieldSize: Infinity, fieldNameSize: 65536 } });
    parser.on("field", (name, value) => parts.push({ name, value }));
    parser.on("file", (name, stream, { filename, mimeType }) => {
      const part = { name, filename, mimeType };
      parts.push(part);
      const chunks = [];
      stream.on("data", (chunk) => chunks.push(chunk));
      stream.on("end", () => {
        const bytes = Buffer.concat(chunks);
        part.size = bytes.length;
        part.sha256 = createHash("sha256").update(bytes).digest("hex");
        part.base64 = bytes.length <= 1e6 ? bytes.toString("base64") : undefined;
      });
    });
    parser.on("close", () => resolve(parts));
    parser.on("error", reject);
    parser.end(body);
  });
}

/** The parts as a second parser reads them, which refuses what is not UTF-8: { name, value } or { name, filename, size }. */
function parseAgain(headers, body) {
  const boundary = getMultipartBoundary(headers["content-type"] ?? "");
  if (!boundary) return [];
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return Array.from(parseMultipart(body, { boundary, maxParts: Infinity }), ({ name, filename, size, bytes }) =>
    filename === undefined ? { name, value: text.decode(bytes) } : { name, filename, size });
}

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function sendFile(folders, policies, path, response) {
  const [, top, ...rest] = path.split("/");
  const name = normalize(rest.join("/"));
  if (!folders[top] || name.startsWith("..")) return response.writeHead(404).end();
  const stream = createReadStream(join(folders[top], name));
  stream.on("error", () => response.writeHead(404).end());
  stream.on("open", () => {
    response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "application/octet-stream", "content-security-policy": policies[top] ?? STRICT_POLICY });
    stream.pipe(response);
  });
}

/** Starts the server on a free port. `folders` maps the first segment of a path to a folder, `policies` to another policy than the strict one. */
export async function startServer({ folders = {}, policies = {}, port = 0 } = {}) {
  const received = new Map();

  async function handle(request, response) {
    const path = decodeURI(new URL(request.url, "http://loopback").pathname);
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-expose-headers", "*");
    if (request.method === "OPTIONS") {
      const wanted = request.headers["access-control-request-headers"] ?? "";
      return response.writeHead(204, { "access-control-allow-headers": wanted, "access-control-allow-methods": "*" }).end();
    }
    const asked = /^\/_received\/([^/]+)$/.exec(path);
    if (asked) return response.setHeader("content-type", "application/json").end(JSON.stringify(received.get(asked[1]) ?? []));
    if (request.method === "GET" && path !== "/") return sendFile(folders, policies, path, response);

    const domain = /\/v3\/([^/]*)\/messages$/.exec(path)?.[1] ?? path;
    const body = await readBody(request);
    const parts = await parseParts(request.headers, body).catch((error) => [{ name: "", value: `busboy: ${error.message}` }]);
    const small = body.length <= 1e6;
    const kept = {
      method: request.method, path: request.url, headers: request.headers, parts,
      again: small ? parseAgain(request.headers, body) : undefined,
      raw: small ? body.toString("base64") : undefined,
    };
    received.set(domain, [...(received.get(domain) ?? []), kept]);
    answer(domain, response);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error) => response.headersSent || response.writeHead(500).end(String(error)));
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    received,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { base } = await startServer({ port: Number(process.argv[2] ?? 0) });
  console.log(base);
}
