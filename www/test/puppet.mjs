// Chromium and Firefox, driven by Puppeteer, as far as the cases use them.
import { createRequire } from "node:module";
import { looksBy } from "./looks.mjs";

const require = createRequire(new URL("../../tests/package/package.json", import.meta.url));
const { default: puppeteer } = await import(require.resolve("puppeteer-core"));

const pageOf = (page) => ({
  ...looksBy((expression) => page.evaluate(expression)),
  evaluate: (work, ...args) => page.evaluate(work, ...args),
  keyboard: page.keyboard,
  on: (event, listener) => page.on(event, listener),
  off: (event, listener) => page.off(event, listener),
  goto: (url) => page.goto(url),
  reload: () => page.reload(),
  viewport: () => page.viewport(),
  setViewport: (size) => page.setViewport(size),
  screenshot: () => page.screenshot(),
  click: (selector, { x, y }, options) => page.mouse.click(x, y, options),
  async upload(selector, paths) {
    const element = await page.$(selector);
    await element.uploadFile(...paths);
    await element.dispose();
  },
});

/** Starts one: { newPage, close, process }. */
export async function launchPuppet(options) {
  const browser = await puppeteer.launch({ headless: true, ...options });
  return { newPage: async () => pageOf(await browser.newPage()), close: () => browser.close(), process: () => browser.process() };
}
