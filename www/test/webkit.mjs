// WebKitGTK with the part of Puppeteer's interface that the cases use, so that the same steps run in it. What WebDriver cannot tell (requests, the console), person.mjs asks the page itself.
import { startWebKit } from "../../tests/package/runtimes/webkit.mjs";

/** The keys that Puppeteer names after their place. */
const keyOf = (name) => /^Key([A-Z])$/.exec(name)?.[1].toLowerCase() ?? name;

const FOCUSED = ":focus";
const SHORT = 80;

/** An element, found anew each time by its selector. */
const handle = (page, driver, selector) => ({
  evaluate: (work, ...args) => page.$eval(selector, work, ...args),
  uploadFile: (...paths) => driver.type(selector, paths.join("\n")),
});

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
  const evaluate = async (work, ...args) => {
    const found = await driver.evaluate(`(${work})(...Array.prototype.slice.call(arguments, 0, -1))`, ...args);
    return found ?? undefined;
  };
  let viewport;
  const page = {
    viewport: () => viewport,
    keyboard: keyboard(driver),
    evaluate,
    on() {},
    off() {},
    goto: (url) => driver.open(url),
    reload: () => driver.evaluate("location.href").then((url) => driver.open("about:blank").then(() => driver.open(url))),
    $eval: (selector, work, ...args) => driver.evaluate(`(${work})(document.querySelector(arguments[0]), ...Array.prototype.slice.call(arguments, 1, -1))`, selector, ...args).then((found) => found ?? undefined),
    $$eval: (selector, work, ...args) => driver.evaluate(`(${work})([...document.querySelectorAll(arguments[0])], ...Array.prototype.slice.call(arguments, 1, -1))`, selector, ...args),
    async $(selector) {
      return (await page.$eval(selector, (element) => element !== null)) ? handle(page, driver, selector) : null;
    },
    $$: async (selector) => Array(await page.$$eval(selector, (elements) => elements.length)).fill({}),
    /** Three clicks take the whole text of a field. */
    async click(selector, { count = 1 } = {}) {
      // At once: the driver does not wait for a smooth scroll, and would find the element out of sight.
      await page.$eval(selector, (element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
      await driver.click(selector);
      if (count === 3) await driver.press("a", "Control");
    },
    focus: (selector) => page.$eval(selector, (element) => element.focus()),
    select: (selector, value) =>
      page.$eval(selector, (element, chosen) => {
        element.value = chosen;
        for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));
      }, value),
    /** The window's frame takes some of the height; it cannot be as narrow as a phone. */
    async setViewport({ width, height }) {
      viewport = { width, height };
      await driver.resize(width, height);
      const inner = await driver.evaluate("innerHeight");
      if (inner !== height) await driver.resize(width, 2 * height - inner);
    },
    screenshot: () => driver.screenshot(),
  };
  return page;
}

/** Starts it, as `puppeteer.launch` does. */
export async function launchWebKit() {
  const { page: driver, stop } = await startWebKit();
  return { close: stop, newPage: async () => pageOf(driver) };
}
