// examples/browser: its page, built and used in Chromium, and its proxy in workerd, both behind one address.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { build } from "esbuild";
import { launch } from "./browsers.mjs";
import { configuration, serve } from "./workerd.mjs";

const TYPES = { "/index.html": "text/html", "/page.js": "text/javascript" };

/** The proxy, in workerd, with its bindings. */
async function startProxy(installed, env) {
  const bindings = Object.entries({ ...env, MAILGUN_CONTACT: "team@example.com" }).map(([name, value]) => `(name = "${name}", text = "${value}")`);
  const config = join(installed.folder, "browser-proxy.capnp");
  await writeFile(config, await configuration(installed, { main: "examples/browser/proxy.js", files: [], bindings }));
  return serve(config);
}

/** What Cloudflare does with a worker that has assets: a file where there is one, else the worker. */
async function startSite(folder, proxy) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://site");
    if (TYPES[pathname]) return response.writeHead(200, { "content-type": TYPES[pathname] }).end(await readFile(folder + pathname));
    if (request.method !== "POST") return response.writeHead(404).end();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const answer = await fetch(proxy + pathname, { method: "POST", headers: { "content-type": request.headers["content-type"] }, body: Buffer.concat(chunks) });
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { base: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

/** Fills the form in as a visitor does, sends it, and gives what the page says. */
async function fillIn(base) {
  const { browser, stop } = await launch("chromium");
  try {
    const page = await browser.newPage();
    await page.goto(`${base}/index.html`);
    await page.type("[name=email]", "eve@host.com");
    await page.type("[name=message]", "Привет");
    await page.click("button");
    const said = await page.waitForFunction("document.querySelector('output').value", { timeout: 30_000 });
    return await said.jsonValue();
  } finally {
    await stop();
  }
}

async function sitePage({ installed, folder, mailgun, env }) {
  const own = join(folder, "examples/browser");
  await build({ entryPoints: [join(own, "page.js")], absWorkingDir: own, outfile: join(own, "public/page.js"), bundle: true, minify: true, format: "esm", logLevel: "silent" });
  const proxy = await startProxy(installed, env);
  const site = await startSite(join(own, "public"), proxy.base);
  try {
    assert.equal(await fillIn(site.base), "Sent. Thank you.");
    const [{ parts }] = mailgun.messages();
    assert.deepEqual(parts, ["from: Website <website@mg.example.com>", "to: team@example.com", "subject: From the contact form", "text: Привет", "h:Reply-To: eve@host.com"]);
    const form = new FormData();
    for (const name of ["to", "bcc"]) form.append(name, "team@example.com");
    const refused = await fetch(`${proxy.base}/mail/v3/mg.example.com/messages`, { method: "POST", body: form });
    assert.equal(refused.status, 403);
    assert.equal(mailgun.messages().length, 0);
  } finally {
    site.stop();
    await proxy.stop();
  }
}

export const BROWSER_EXAMPLE = { "browser: its page in Chromium, its proxy in workerd": sitePage };
