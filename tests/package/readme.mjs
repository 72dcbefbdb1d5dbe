// readme.mjs: runs every example of README.md from the installed tarball, as it is written, each in its own runtimes: the
// words after ```js name them, Node where there is none. Mailgun's hosts are the sandbox. An example that sends must arrive.
// A block of ```text right after it is what it prints.
// Then every @example of the types.

import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { docExamples } from "./doc-examples.mjs";
import { launch } from "./runtimes/browsers.mjs";
import { runInEdge } from "./runtimes/edge.mjs";
import { bin, install, ROOT } from "./runtimes/installed.mjs";
import { ACCOUNT, startLocalMailgun } from "./runtimes/local-mailgun.mjs";
import { bounded, finish } from "./runtimes/process.mjs";
import { configuration, serve } from "./runtimes/workerd.mjs";
import { startServer } from "./server.mjs";

const LIMIT_MS = 60_000;

/** [{ line, runtime, code, printed? }], one for each runtime of a block. */
function blocksOf(markdown) {
  const fenced = /^```(?:js|ts|javascript|typescript)[ \t]*([^\n]*)\n([\s\S]*?)^```\n(?:\n```text\n([\s\S]*?)^```$)?/gm;
  return [...markdown.matchAll(fenced)].flatMap(({ index, 1: runtimes, 2: code, 3: printed }) => {
    const line = markdown.slice(0, index).split("\n").length;
    return (runtimes.trim() || "node").split(/\s+/).map((runtime) => ({ line, runtime, code, printed }));
  });
}

const program = (command, args) => async ({ folder, file, mailgun, printed }) => {
  const { code, stdout, stderr } = await finish(command, [...args, "block.mjs", mailgun.base, `./${file}`], { cwd: folder, env: ACCOUNT, limit: LIMIT_MS });
  if (code !== 0) throw new Error(`ended with ${code}: ${`${stdout}${stderr}`.slice(-1500)}`);
  if (printed !== undefined && printed !== stdout) throw new Error(`it prints\n${stdout}`);
  return mailgun.messages().length;
};

async function inWorkerd({ installed, folder, file, mailgun }) {
  const address = mailgun.base.replace("http://", "");
  const bindings = Object.entries(ACCOUNT).map(([name, value]) => `(name = "${name}", text = "${value}")`);
  const config = join(folder, `${file}.capnp`);
  await writeFile(config, await configuration(installed, { main: file, files: [], bindings, outside: `external = (address = "${address}", http = ())` }));
  const worker = await serve(config);
  const answer = async () => {
    const response = await fetch(worker.base);
    if (!response.ok) throw new Error(`answered ${response.status}: ${await response.text()} ${worker.log().slice(-1500)}`);
    return mailgun.messages().length;
  };
  return bounded(answer(), worker.stop, LIMIT_MS);
}

async function inEdge({ folder, file, mailgun }) {
  const expression = 'entry.default(new Request("https://example.com/api/mail", { method: "POST" })).then((response) => response.text())';
  await runInEdge(folder, file, { expression, env: ACCOUNT, mailgun: mailgun.base });
  return mailgun.messages().length;
}

/** Bundled for the browser, in a page with a strict CSP; the page's own server stands for the proxy. */
async function inBrowser({ folder, file }) {
  const done = `${file}.page.mjs`;
  await writeFile(join(folder, done), `import(${JSON.stringify(`./${file}`)}).then(() => (window.done = true), (error) => (window.done = String(error)));`);
  await build({ entryPoints: [join(folder, done)], absWorkingDir: folder, outfile: join(folder, `${file}.bundle.js`), bundle: true, format: "esm", logLevel: "silent" });
  await writeFile(join(folder, `${file}.html`), `<!doctype html><title>README</title><script type="module" src="${file}.bundle.js"></script>`);
  const server = await startServer({ folders: { page: folder } });
  const { browser, stop } = await launch("chromium");
  const visit = async () => {
    const page = await browser.newPage();
    await page.goto(`${server.base}/page/${file}.html`);
    const result = await page.waitForFunction("window.done", { timeout: LIMIT_MS });
    const value = await result.jsonValue();
    if (value !== true) throw new Error(value);
    return [...server.received.values()].flat().length;
  };
  return bounded(visit(), () => Promise.all([stop(), server.close()]), LIMIT_MS);
}

const RUNTIMES = {
  node: program(process.execPath, []),
  deno: program(bin("deno"), ["run", "--no-lock", "--node-modules-dir=manual", "--allow-env", "--allow-net", "--allow-read"]),
  bun: program(bin("bun"), []),
  worker: inWorkerd,
  vercel: inEdge,
  browser: inBrowser,
};

/** Whether a message must arrive: it sends, and neither catches an error nor has a sandbox of its own. */
const mustArrive = (code) => /\.send\(/.test(code) && !/\bcatch\b|createSandbox/.test(code);

const installed = await install();
const { folder } = installed;
await cp(join(ROOT, "examples"), join(folder, "examples"), { recursive: true, filter: (path) => !path.includes("node_modules") });
const mailgun = await startLocalMailgun(folder);
let passed = 0;
let failed = 0;
for (const { line, runtime, code, printed } of blocksOf(await readFile(join(ROOT, "README.md"), "utf8"))) {
  const file = `readme-${line}.mjs`;
  await writeFile(join(folder, file), code);
  try {
    if (!RUNTIMES[runtime]) throw new Error(`no runtime is named ${runtime}`);
    const arrived = await RUNTIMES[runtime]({ installed, folder, file, mailgun, printed });
    if (mustArrive(code) !== arrived > 0) throw new Error(`${arrived} messages arrived`);
    passed++;
    console.log(`ok README.md:${line}: ${runtime}, ${arrived} messages`);
  } catch (error) {
    failed++;
    console.log(`FAIL README.md:${line}: ${runtime}: ${error.message}`);
  }
}
await mailgun.stop();
for (const { name, error } of await docExamples(installed)) {
  if (error) failed++;
  else passed++;
  console.log(error ? `FAIL ${name}: ${error}` : `ok ${name}`);
}
await installed.remove();
if (passed + failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
