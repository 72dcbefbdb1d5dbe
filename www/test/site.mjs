// The page as plain files on a host that knows nothing of it: in a folder, without any header but the types.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { includes, person } from "./person.mjs";
import { site } from "../site.mjs";

const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".wasm": "application/wasm" };

async function hosted(work) {
  const folder = await mkdtemp(join(tmpdir(), "mailgun-edge-site-"));
  await site(join(folder, "a/page"));
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname.replace(/\/$/, "/index.html");
    const contents = await readFile(join(folder, path)).catch(() => undefined);
    response.writeHead(contents ? 200 : 404, { "Content-Type": TYPES[extname(path)] ?? "text/plain" }).end(contents);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await work(`http://127.0.0.1:${server.address().port}/a/page/`);
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

export const cases = {
  "it works as plain files in a folder of any host": (context) =>
    hosted((url) =>
      person({ ...context, url }, async (someone) => {
        includes(await someone.send(), "Ready");
        await someone.click("#tab-mail");
        includes(await someone.see("the mail", () => someone.page.$eval("#mail pre", (pre) => pre.textContent)), "Subject: The week in one picture");
        await someone.click("#tab-preview");
        const frame = await someone.see("the frame", () => someone.page.$("#preview iframe"));
        await someone.see("the mail in it", () => frame.evaluate((element) => element.contentDocument?.querySelector("h1")?.textContent === "The week"));
        await someone.click("#self-test-run");
        await someone.see("that the self-test runs", () => someone.page.$("#self-test progress[value]"));
        await someone.click("#self-test-run");
        includes((await someone.texts("#self-test [role=status]"))[0], "Stopped: 0 failed");
        const refused = await someone.page.evaluate(() => {
          const script = document.createElement("script");
          script.textContent = "globalThis.hit = true";
          document.body.append(script);
          return globalThis.hit;
        });
        assert.equal(refused, undefined, "its own policy holds");
      }, { example: "HTML with an inline image", expected: /Content.Security.Policy|securitypolicyviolation/i })),
};
