// Chromium and Firefox: a page that imports the installed package as plain ES modules, under a strict CSP.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { bounded } from "./process.mjs";
import { startServer } from "../server.mjs";

const CHROMIUM_ARGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** Starts a browser with a profile of its own: { browser, stop() }. */
export async function launch(name) {
  const profile = await mkdtemp(join(tmpdir(), `mailgun-edge-${name}-`));
  const options = name === "firefox"
    ? { browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr" }
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

const contractIn = (name) => async (installed, env) => {
  const pages = await startServer({ folders: { installed: installed.folder } });
  const { browser, stop } = await launch(name);
  const answer = async () => {
    const page = await browser.newPage();
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    const at = (subpath) => `/installed/node_modules/mailgun-edge/${installed.entry(subpath, ["browser", "import"])}`;
    const query = new URLSearchParams({
      main: at("."), parameters: at("./parameters"), sandbox: at("./sandbox"),
      env: JSON.stringify({ ...env, browser: true, options: { dangerouslyAllowBrowser: true } }),
    });
    await page.goto(`${pages.base}/installed/page.html#${query}`);
    await page.waitForFunction("window.result", { timeout: 110_000 }).catch((error) => {
      throw new Error(`${error.message}: ${said.slice(-5).join(" | ")}`);
    });
    return page.evaluate("window.result");
  };
  return bounded(answer(), () => Promise.all([stop(), pages.close()]));
};

export const BROWSERS = { chromium: contractIn("chromium"), firefox: contractIn("firefox") };
