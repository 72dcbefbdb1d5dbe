// A server that does to a client what networks, proxies and Mailgun do. It speaks HTTP by hand, over sockets, so that it can
// stop, cut and lie at any byte. `POST /<case>/<call>/v3/...` gets the case's behaviour; it counts the requests of each
// call. A port of its own answers `/counts`, so that no odd connection is shared with it.

import { createServer as createHttp } from "node:http";
import { createServer } from "node:net";
import { gzipSync } from "node:zlib";

const QUEUED = JSON.stringify({ id: "<20261122010203.1.0123456789ABCDEF@mg.example.com>", message: "Queued. Thank you." });
const REASONS = { 200: "OK", 301: "Moved Permanently", 302: "Found", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 420: "Enhance", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable" };

/** A whole answer. */
const http = (status, body = "", headers = {}) => {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ "content-type": "application/json", "content-length": bytes.length, connection: "close", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status} ${REASONS[status] ?? "Status"}\r\n${lines.join("")}\r\n`), bytes]);
};

const answered = (...answer) => (socket) => socket.end(http(...answer));
const limited = (text, headers, status = 429) => answered(status, JSON.stringify({ message: text }), headers);
const later = (time) => new Date(Date.now() + time).toUTCString().replace("GMT", "UTC");

/** Bytes one at a time, for ever or until they end. */
const drip = (head, body, every) => (socket) => {
  socket.write(head);
  let at = 0;
  const timer = setInterval(() => (at < body.length ? socket.write(body.slice(at, ++at)) : (clearInterval(timer), socket.end())), every);
  socket.on("close", () => clearInterval(timer));
};

/** By name: what is done with the socket once the request has arrived; `early` before it, at its first bytes. */
export const BEHAVIOURS = {
  accept: answered(200, QUEUED),
  gzip: (socket) => socket.end(http(200, gzipSync(QUEUED), { "content-encoding": "gzip" })),
  chunked: (socket) => socket.end(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n${[...QUEUED].map((char) => `1\r\n${char}\r\n`).join("")}0\r\n\r\n`),
  "slow but whole": drip(`HTTP/1.1 200 OK\r\ncontent-length: ${QUEUED.length}\r\nconnection: close\r\n\r\n`, QUEUED, 2),
  "reset at once": { early: (socket) => socket.resetAndDestroy() },
  "close at once": { early: (socket) => socket.destroy() },
  "reset once read": (socket) => socket.resetAndDestroy(),
  "close once read": (socket) => socket.end(),
  "reset within the head": (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-", () => socket.resetAndDestroy()),
  "reset within the body": (socket) => socket.write(http(200, QUEUED).subarray(0, -20), () => setTimeout(() => socket.resetAndDestroy(), 30)),
  "half a body, then the end": (socket) => socket.end(http(200, QUEUED).subarray(0, -20)),
  "stall before reading": { early: (socket) => socket.pause() },
  "stall once read": () => {},
  "stall within the head": (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-"),
  "stall within the body": (socket) => socket.write(http(200, QUEUED).subarray(0, -20)),
  "endless drip": drip("HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n", "x".repeat(1e6), 20),
  "endless drip of a 502": drip("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 1000000\r\n\r\n", "x".repeat(1e6), 20),
  "no HTTP": (socket) => socket.end("220 mx.example.com ESMTP\r\n"),
  "gzip that is none": (socket) => socket.end(http(200, "not gzip at all", { "content-encoding": "gzip" })),
  "html of 100 kB with 502": answered(502, `<html>${"<p>Bad Gateway</p>".repeat(6000)}</html>`, { "content-type": "text/html" }),
  "html of 2 MB with 200": answered(200, "<p>It works</p>".repeat(140_000), { "content-type": "text/html" }),
  "wrong json": answered(200, '{"id":'),
  "json of another": answered(200, '{"ok":true}'),
  "json with id null": answered(200, '{"id":null,"message":"Queued. Thank you."}'),
  "json nested deep": answered(200, `${"[".repeat(60_000)}`),
  "empty 200": answered(200),
  "204": (socket) => socket.end("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n"),
  "bytes that are no text": answered(200, Buffer.from([0xff, 0xfe, 0, 0xc3, 0x28])),
  magnificent: answered(200, "Mailgun Magnificent API", { "content-type": "text/plain" }),
  "redirect 301": answered(301, "", { location: "/accept/moved/v3/mg.example.com/messages" }),
  "redirect 302": answered(302, "", { location: "/accept/moved/v3/mg.example.com/messages" }),
  "redirect 307": answered(307, "", { location: "/accept/moved/v3/mg.example.com/messages" }),
  "redirect 308": answered(308, "", { location: "/accept/moved/v3/mg.example.com/messages" }),
  "400": answered(400, '{"message":"to parameter is missing"}\n'),
  "401": answered(401, "Forbidden", { "content-type": "text/plain", "www-authenticate": 'Basic realm="MG API"' }),
  "500": answered(500, '{"message":"Internal Server Error"}'),
  "503 with Retry-After": answered(503, "", { "retry-after": "0" }),
  "429 then 200": (socket, count) => (count < 2 ? limited("try again after 0 seconds") : answered(200, QUEUED))(socket),
  "429 in seconds": limited("account-requests-per-sec limit exceeded, try again after 120 seconds"),
  "429 with a date": (socket) => limited(`recipient limit exceeded, try again after ${later(100_000)}`)(socket),
  "429 with Retry-After": limited("slow down", { "retry-after": "90" }),
  "429 with a date in Retry-After": (socket) => limited("slow down", { "retry-after": later(100_000).replace("UTC", "GMT") })(socket),
  "429 with a reset in ms": (socket) => limited("slow down", { "x-ratelimit-reset": String(Date.now() + 100_000) })(socket),
  "429 with a reset in s": (socket) => limited("slow down", { "x-ratelimit-reset": String(Math.round(Date.now() / 1000) + 100) })(socket),
  "429 with a reset in the past": limited("slow down", { "x-ratelimit-reset": "1620637982656" }),
  "420 in seconds": limited("request limit exceeded, try again after 120 seconds", {}, 420),
};

/** Whether the request is whole: its head, and as much as Content-Length says or up to the last chunk. */
function isWhole(bytes) {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(bytes.subarray(0, end).toString("latin1"))?.[1];
  return length === undefined ? bytes.subarray(-5).toString("latin1") === "0\r\n\r\n" : bytes.length >= end + 4 + Number(length);
}

/** Starts it: { base, counts (an address), close() }. */
export async function startChaos() {
  const counts = new Map();
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    let bytes = Buffer.alloc(0);
    let behaviour;
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (behaviour === undefined) {
        const [, name, call] = /^POST \/([^/]+)\/([^/]+)\//.exec(bytes.subarray(0, 300).toString("latin1")) ?? [];
        if (!name) return void (bytes.length > 300 && socket.destroy());
        const key = `${decodeURIComponent(name)}/${call}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
        behaviour = BEHAVIOURS[decodeURIComponent(name)];
        if (behaviour?.early) return behaviour.early(socket);
        const act = behaviour;
        behaviour = () => act(socket, counts.get(key));
      }
      if (typeof behaviour === "function" && isWhole(bytes)) {
        const act = behaviour;
        behaviour = null;
        act();
      }
    });
  });
  const telling = createHttp((request, response) => response.end(JSON.stringify(Object.fromEntries(counts))));
  for (const one of [server, telling]) await new Promise((resolve) => one.listen(0, "127.0.0.1", resolve));
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    counts: `http://127.0.0.1:${telling.address().port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      telling.closeAllConnections();
      await Promise.all([server, telling].map((one) => new Promise((resolve) => one.close(resolve))));
    },
  };
}
