// Chromium, Firefox and WebKitGTK: a page and a web worker import the installed package as plain ES modules, under a strict
// Content-Security-Policy; and a page under a policy that refuses WebAssembly.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import puppeteer from "puppeteer-core";
import { bounded } from "./process.mjs";
import { startWebKit } from "./webkit.mjs";
import { STRICT_POLICY, startServer } from "../server.mjs";

const CHROMIUM_ARGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** Firefox sends what a reset connection lost up to ten times, on a busy machine for a minute. Once more is what an idle connection needs. */
const FIREFOX_PREFERENCES = { "network.http.request.max-attempts": 2 };

/** An idle machine needs a tenth of it. */
const LIMIT_MS = 240_000;

/** Starts Chromium or Firefox with a profile of its own: { browser, stop() }. */
export async function launch(name) {
  const profile = await mkdtemp(join(tmpdir(), `mailgun-edge-${name}-`));
  const options = name === "firefox"
    ? { browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", extraPrefsFirefox: FIREFOX_PREFERENCES }
    : { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: CHROMIUM_ARGS };
  const browser = await puppeteer.launch({ headless: true, userDataDir: profile, timeout: 60_000, ...options });
  return {
    browser,
    async stop() {
      await browser.close().catch(() => browser.process()?.kill("SIGKILL"));
      await rm(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** One page of any of the browsers: { page: { open(url), waitFor(expression, { limit }) }, stop() }. */
export async function openBrowser(name) {
  if (name === "webkit") return startWebKit();
  const { browser, stop } = await launch(name);
  const tab = await browser.newPage();
  const said = [];
  tab.on("console", (message) => said.push(message.text()));
  tab.on("pageerror", (error) => said.push(String(error)));
  const page = {
    open: (url) => tab.goto(url),
    async waitFor(expression, { limit }) {
      await tab.waitForFunction(expression, { timeout: limit }).catch((error) => {
        throw new Error(`${error.message}: ${said.slice(-5).join(" | ")}`);
      });
      return tab.evaluate(expression);
    },
  };
  return { page, stop };
}

/** The contract in a page and in a web worker. WebKit composes what it sends: `TextEncoding::encode` of its PAL/pal/text. */
async function contract(installed, env, page, base) {
  const at = (subpath) => `/installed/node_modules/mailgun-edge/${installed.entry(subpath, ["browser", "import"])}`;
  const query = new URLSearchParams({
    main: at("."), parameters: at("./parameters"), sandbox: at("./sandbox"),
    env: JSON.stringify({ ...env, browser: true, composes: env.name === "webkit", options: { dangerouslyAllowBrowser: true } }),
  });
  await page.open(`${base}/installed/page.html#${query}`);
  return page.waitFor("window.results", { limit: LIMIT_MS });
}

const REFUSED = "WebAssembly could not be started. A Content-Security-Policy, where there is one, must hold script-src 'wasm-unsafe-eval'. A bundle for Cloudflare Workers must be made with the condition workerd. Nothing was sent by this call";

/** Without 'wasm-unsafe-eval' in the policy, every call that needs the wasm says so, and nothing is sent. */
async function refusedWasm(installed, page, base) {
  const name = "policy: a sentence says that 'wasm-unsafe-eval' is missing";
  await page.open(`${base}/refused/refused-wasm.html#/refused/node_modules/mailgun-edge/${installed.entry(".", ["browser", "import"])}`);
  const found = await page.waitFor("window.results", { limit: LIMIT_MS });
  const told = { name: "InternalError", message: REFUSED };
  const expected = { checked: told, send: told, sent: 0 };
  if (isDeepStrictEqual(found, expected)) return { passed: 1, failures: [] };
  return { passed: 0, failures: [{ name, error: `expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}` }] };
}

const contractIn = (name) => async (installed, env) => {
  const folders = { installed: installed.folder, refused: installed.folder };
  const pages = await startServer({ folders, policies: { refused: STRICT_POLICY.replace(" 'wasm-unsafe-eval'", "") } });
  const { page, stop } = await openBrowser(name);
  const answer = async () => {
    const refused = await refusedWasm(installed, page, pages.base);
    const results = [refused, ...(await contract(installed, env, page, pages.base))];
    return { passed: results.reduce((sum, { passed }) => sum + passed, 0), failures: results.flatMap(({ failures }) => failures) };
  };
  return bounded(answer(), () => Promise.all([stop(), pages.close()]), LIMIT_MS);
};

export const BROWSERS = Object.fromEntries(["chromium", "firefox", "webkit"].map((name) => [name, contractIn(name)]));
