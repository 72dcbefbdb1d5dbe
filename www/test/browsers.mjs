// The browsers the page is driven in: each starts, and has `createBrowserContext()` and `close()`.
import { createRequire } from "node:module";
import { launchWebKit } from "./webkit.mjs";

const require = createRequire(new URL("../../tests/package/package.json", import.meta.url));
const { default: puppeteer } = await import(require.resolve("puppeteer-core"));

const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const BROWSERS = {
  chromium: () => puppeteer.launch({ headless: true, executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: CHROMIUM_FLAGS }),
  firefox: () => puppeteer.launch({ headless: true, browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr" }),
  webkit: launchWebKit,
};
