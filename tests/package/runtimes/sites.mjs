// The examples that are sites: Next.js builds and serves its own, Netlify's and Deno Deploy's run in Deno.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { bin, TOOLS } from "./installed.mjs";
import { bounded, finish } from "./process.mjs";

const CONTACT = { MAILGUN_CONTACT: "owner@example.com" };
const DENO = ["run", "--no-lock", "--no-prompt", "--allow-env", "--allow-net=127.0.0.1"];

/** Runs the steps while a server is up; it says its address in a line. */
async function whileServing(command, args, options, steps) {
  const child = spawn(command, args, { ...options, env: { ...process.env, NO_COLOR: "1", ...options.env }, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.on("close", resolve));
  let log = "";
  const base = new Promise((resolve, reject) => {
    ended.then((code) => reject(new Error(`ended with ${code}: ${log.slice(-2000)}`)));
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => {
        log += text;
        const [, port] = log.match(/https?:\/\/(?:localhost|127\.0\.0\.1):(\d+)\/?\s/) ?? [];
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
    }
  });
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return bounded(base.then(steps), stop);
}

async function post(url, body, headers) {
  const response = await fetch(url, { method: "POST", body, headers });
  return { status: response.status, headers: response.headers, ...(await response.json().catch(() => ({}))) };
}

function formOf(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** What a visitor writes arrives, with the answer to them; what is wrong is told. */
const contactForm = (mailgun, path) => async (base) => {
  const { status, id } = await post(base + path, formOf({ email: "eve@host.com", message: "Привет" }));
  assert.equal(status, 200);
  const [{ id: arrived, parts }] = mailgun.messages();
  assert.equal(id, arrived);
  assert.deepEqual(parts, ["from: Website <website@mg.example.com>", "to: owner@example.com", "subject: From the contact form", "text: Привет", "h:Reply-To: eve@host.com"]);
  const wrong = await post(base + path, formOf({ email: "nobody" }));
  assert.equal(wrong.status, 422);
  assert.deepEqual(wrong.problems.map((problem) => problem.code).sort(), ["invalid_address", "missing_body"]);
  assert.equal(mailgun.messages().length, 0);
};

/** In a folder beside the tools, so that the project finds Next.js; the package is its own. */
async function next({ folder, mailgun, env }) {
  const own = await mkdtemp(join(TOOLS, ".next-"));
  const program = [join(TOOLS, "node_modules/next/dist/bin/next")];
  const options = { cwd: own, env: { ...env, ...CONTACT, NEXT_TELEMETRY_DISABLED: "1" } };
  try {
    await cp(join(folder, "examples/nextjs"), own, { recursive: true });
    await cp(join(folder, "node_modules/mailgun-edge"), join(own, "node_modules/mailgun-edge"), { recursive: true });
    const { code, stdout, stderr } = await finish(process.execPath, [...program, "build"], { ...options, limit: 300_000 });
    assert.equal(code, 0, `${stdout}${stderr}`.slice(-2000));
    await whileServing(process.execPath, [...program, "start", "-H", "127.0.0.1", "-p", "0"], options, async (base) => {
      assert.match(await (await fetch(base)).text(), /action="\/api\/contact"/);
      await contactForm(mailgun, "/api/contact")(base);
      const { status } = await post(`${base}/api/contact`, formOf({ email: "eve@host.com", message: "Hi", file: new File(["a;b\n"], "отчёт.csv") }));
      assert.equal(status, 200);
      assert.match(mailgun.messages()[0].parts.at(-1), /^attachment: отчёт\.csv .*4 bytes/);
    });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** Netlify bundles an npm package so: https://github.com/netlify/build/blob/main/packages/edge-bundler/node/npm_dependencies.ts */
async function netlify({ folder, mailgun, env }) {
  const outfile = join(folder, "netlify-mailgun-edge.js");
  await build({
    stdin: { contents: 'export * from "mailgun-edge";', resolveDir: folder }, outfile, bundle: true, format: "esm", platform: "node", target: "es2020",
    mainFields: ["module", "browser", "main"], logLevel: "silent",
  });
  const map = join(folder, "netlify-import-map.json");
  await writeFile(map, JSON.stringify({ imports: { "mailgun-edge": pathToFileURL(outfile).href } }));
  const args = [...DENO, "--no-config", `--import-map=${map}`, "--allow-read", "netlify.mjs", "./examples/netlify-edge/netlify/edge-functions/contact.js"];
  await whileServing(bin("deno"), args, { cwd: folder, env: { ...env, ...CONTACT, DENO_SERVE_ADDRESS: "tcp:127.0.0.1:0" } }, contactForm(mailgun, "/contact"));
}

const authorization = "Bearer token-1";
const message = JSON.stringify({ to: "bob@host.com", subject: "Hi", text: "Hello" });

/** Runs the steps while main.js is up. */
const denoDeploy = (folder, env, steps) => {
  const args = [...DENO, "--no-config", "--node-modules-dir=manual", "examples/deno-deploy/main.js"];
  return whileServing(bin("deno"), args, { cwd: folder, env: { ...env, TOKEN: "token-1", DENO_SERVE_ADDRESS: "tcp:127.0.0.1:0" } }, steps);
};

const endpoint = ({ folder, mailgun, env }) =>
  denoDeploy(folder, env, async (base) => {
    assert.equal((await fetch(base)).status, 405);
    assert.equal((await post(base, message)).status, 401);
    assert.equal((await post(base, "{", { authorization })).status, 400);
    assert.equal((await post(base, '{"to":"nobody"}', { authorization })).status, 422);
    const { status, id } = await post(base, message, { authorization });
    assert.equal(status, 200);
    assert.equal(id, mailgun.messages()[0].id);
  });

/** A Mailgun that wants to be left alone for longer than a call waits. */
async function limited({ folder, env }) {
  const server = createServer((request, response) => request.resume().on("end", () => response.writeHead(429, { "retry-after": "120" }).end()));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const MAILGUN_BASE_URL = `http://127.0.0.1:${server.address().port}`;
  await denoDeploy(folder, { ...env, MAILGUN_BASE_URL }, async (base) => {
    const { status, headers } = await post(base, message, { authorization });
    assert.equal(status, 503);
    assert.equal(headers.get("retry-after"), "120");
  }).finally(() => server.close());
}

export const SITES = {
  "nextjs: built and started by Next.js": next,
  "netlify-edge: contact.js": netlify,
  "deno-deploy: main.js": endpoint,
  "deno-deploy: Mailgun's limit is handed on": limited,
};
