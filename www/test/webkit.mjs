// WebKitGTK, driven over WebDriver, as far as the cases use it: they are the same as in puppet.mjs. What WebDriver cannot tell (requests, the console), person.mjs asks the page itself.
import { looksBy } from "./looks.mjs";
import { startWebKit } from "../../tests/package/runtimes/webkit.mjs";

/** The keys that Puppeteer names after their place. */
const keyOf = (name) => /^Key([A-Z])$/.exec(name)?.[1].toLowerCase() ?? name;

const FOCUSED = ":focus";
const SHORT = 80;

function keyboard(driver) {
  const held = [];
  return {
    down: async (name) => void held.push(name),
    up: async (name) => void held.splice(held.indexOf(name), 1),
    press: (name) => driver.press(keyOf(name), ...held),
    /** Key by key, over what is selected; WebDriver's own typing would go to the end. Only what is long goes that way. */
    async type(text) {
      if (text.length > SHORT) await driver.type(FOCUSED, text);
      else for (const char of text) await driver.press(char);
    },
  };
}

function pageOf(driver) {
  const given = (found) => found ?? undefined;
  let viewport;
  return {
    ...looksBy((expression) => driver.evaluate(expression).then(given)),
    evaluate: (work, ...args) => driver.evaluate(`(${work})(...Array.prototype.slice.call(arguments, 0, -1))`, ...args).then(given),
    keyboard: keyboard(driver),
    on() {},
    off() {},
    goto: (url) => driver.open(url),
    reload: () => driver.evaluate("location.href").then((url) => driver.open("about:blank").then(() => driver.open(url))),
    viewport: () => viewport,
    /** Three clicks take the whole text of a field. */
    async click(selector, at, { count = 1 } = {}) {
      await driver.click(selector);
      if (count === 3) await driver.press("a", "Control");
    },
    upload: (selector, paths) => driver.type(selector, paths.join("\n")),
    /** The window's frame takes some of the height; it cannot be as narrow as a phone. */
    async setViewport({ width, height }) {
      viewport = { width, height };
      await driver.resize(width, height);
      const inner = await driver.evaluate("innerHeight");
      if (inner !== height) await driver.resize(width, 2 * height - inner);
    },
    screenshot: () => driver.screenshot(),
  };
}

/** Starts it, as `puppeteer.launch` does. */
export async function launchWebKit() {
  const { page: driver, stop } = await startWebKit();
  return { close: stop, newPage: async () => pageOf(driver) };
}
