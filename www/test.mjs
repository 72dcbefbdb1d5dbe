// Drives the page as a person would, in Chromium, Firefox and WebKitGTK, and runs what it copies:
// `node www/test.mjs [chromium] [firefox] [webkit] [copies] [--only TEXT]`, TEXT being part of the names of cases.
// It needs the built package (`cargo xtask pack`) and the tools of tests/package (`npm ci` there).
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "./serve.mjs";
import { BROWSERS } from "./test/browsers.mjs";
import { cases as basics, rules } from "./test/basics.mjs";
import { cases as again } from "./test/again.mjs";
import { cases as compose } from "./test/compose.mjs";
import { cases as look } from "./test/look.mjs";
import { cases as journey } from "./test/journey.mjs";
import { cases as pictures } from "./test/pictures.mjs";
import { cases as selfTest } from "./test/self-test.mjs";
import { cases as send } from "./test/send.mjs";
import { cases as copy } from "./test/copy.mjs";
import { cases as share } from "./test/share.mjs";
import { cases as site } from "./test/site.mjs";
import { cases as table } from "./test/table.mjs";
import { tally } from "./test/tally.mjs";
import { windowOf } from "./test/window.mjs";
import { runCopies } from "./test/copies.mjs";
import { bench } from "./test/runners.mjs";

const { check, checkTwice, end } = tally();

/** A plain request; `path` goes out as it is, so that it can hold what a browser would tidy. */
const get = (url, path, method = "GET") =>
  new Promise((resolve, reject) => {
    request(url, { path, method }, (response) => {
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers }));
    }).on("error", reject).end();
  });

async function server(url) {
  await check("server: right types, and a policy on every page", async () => {
    for (const [path, type] of [["/", "text/html"], ["/main.js", "text/javascript"], ["/mailgun-edge/default.js", "text/javascript"], ["/mailgun-edge/mailgun_edge.wasm", "application/wasm"], ["/vendor/mail-writer.js", "text/javascript"]]) {
      const { status, headers } = await get(url, path);
      assert.equal(status, 200, path);
      assert.ok(headers["content-type"].startsWith(type), path);
      assert.match(headers["content-security-policy"], /default-src 'self'.*object-src 'none'/);
      assert.equal(headers["x-content-type-options"], "nosniff");
    }
    assert.match((await get(url, "/preview.html")).headers["content-security-policy"], /^default-src 'none'/);
  });
  await check("server: no file outside its folders", async () => {
    for (const path of ["/../Cargo.toml", "/%2e%2e/Cargo.toml", "/mailgun-edge/..%2f..%2f..%2fCargo.toml", "/..%5c..%5cCargo.toml", "/serve.mjs", "/mailgun-edge/", "/vendor/..%2f..%2f..%2fCargo.toml", "/style.css/", "/nothing.js"]) {
      assert.equal((await get(url, path)).status, 404, path);
    }
    assert.equal((await get(url, "/%ff")).status, 400);
    assert.equal((await get(url, "/%00")).status, 400);
    assert.equal((await get(url, "/", "POST")).status, 405);
  });
}

async function files(folder) {
  const paths = { letter: join(folder, "Rechnung für Bob.csv"), large: join(folder, "large.bin"), tooLarge: join(folder, "too-large.bin") };
  await writeFile(paths.letter, "number;net\n117;120.00\n");
  await writeFile(paths.large, Buffer.alloc(18_000_000));
  await writeFile(paths.tooLarge, Buffer.alloc(20_000_000));
  return paths;
}

const chosen = process.argv.slice(2);
const only = chosen.includes("--only") ? chosen.splice(chosen.indexOf("--only"), 2)[1] : "";
const everywhere = Object.entries({ ...journey, ...compose, ...send, ...again, ...basics, ...selfTest, ...look, ...copy, ...share, ...site, ...table, ...pictures });
// axe-core goes into the page by Puppeteer, past the page's policy.
const casesIn = (name) => [...everywhere, ...(name === "webkit" ? [] : Object.entries(rules))].filter(([title]) => title.includes(only));

/** Every case in one browser; a second try is in a new one. */
async function drive(name, context) {
  const started = performance.now();
  const browser = windowOf(BROWSERS[name]);
  const checkIn = checkTwice(browser.close);
  try {
    for (const [title, work] of casesIn(name)) await checkIn(`${name}: ${title}`, () => work({ ...context, browser, name }));
  } finally {
    await browser.close();
  }
  console.log(`        ${name}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

const isChosen = (name) => chosen.length === 0 || chosen.includes(name);
const folder = await mkdtemp(join(tmpdir(), "mailgun-edge-page-"));
const { url, close } = await serve();
const tools = await bench();
try {
  await server(url);
  if (isChosen("copies")) await runCopies(check, tools);
  const paths = await files(folder);
  for (const name of Object.keys(BROWSERS).filter(isChosen)) await drive(name, { url, files: paths, tools });
} finally {
  await close();
  await tools.close();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = end() > 0 ? 1 : 0;
