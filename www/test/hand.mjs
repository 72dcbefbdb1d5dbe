// The hand of a person at the page: it waits until the page stands still, then clicks or types, and sees to it that what was meant
// was met. Waiting is done here, outside the page, since the page's policy refuses code made from text.
import assert from "node:assert/strict";

// Nothing waits so long when all is well; a machine with much to do may need it.
const PATIENCE = 120_000;
// So often a click is tried again that met nothing or something else.
const TRIES = 20;

/** Waits until `look()` gives something true, and gives it. */
export async function until(what, look) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    assert.ok(Date.now() < end, `expected ${what}, did not see it within ${PATIENCE / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Runs in the page: whether it is level with the form, and the element, in sight, stood still for two frames. Notes its clicks from now on. */
async function ready(selector) {
  const frame = () => new Promise(requestAnimationFrame);
  const element = document.querySelector(selector);
  if (element === null) return false;
  const box = () => element.getBoundingClientRect();
  const middle = ({ x, y, width, height }) => document.elementFromPoint(x + width / 2, y + height / 2);
  if (!element.contains(middle(box()))) element.scrollIntoView({ block: "center", behavior: "instant" });
  const before = box();
  await frame();
  await frame();
  const after = box();
  if (!element.isConnected || document.querySelector("#views[aria-busy]") || before.x !== after.x || before.y !== after.y) return false;
  removeEventListener("click", globalThis.note, true);
  globalThis.clicked = false;
  globalThis.note = (event) => event.composedPath().includes(element) && (globalThis.clicked = true);
  addEventListener("click", globalThis.note, true);
  return true;
}

/** A hand at `page`. */
export function handAt(page) {
  const settled = () => until("the page level with the form", async () => (await page.$("#views[aria-busy]")) === null);

  /** Clicks, until the click has met the element. */
  async function click(selector, options) {
    let missed;
    for (let i = 0; i < TRIES; i++) {
      await until(`${selector} at rest`, () => page.evaluate(ready, selector));
      missed = await page.click(selector, options).then(() => undefined, (error) => error);
      if (await page.evaluate(() => globalThis.clicked)) return;
    }
    throw missed ?? new Error(`no click met ${selector}`);
  }

  /** Clicks into a field, until it has the focus. */
  async function into(selector, options) {
    const focused = () => page.$eval(selector, (element) => element === document.activeElement);
    await until(`the focus in ${selector}`, async () => {
      await click(selector, options);
      return focused();
    });
  }

  /** Puts a text in where the focus is, over what is selected, as one pasted from elsewhere or dictated comes. */
  const insert = (text) => page.evaluate((inserted) => document.execCommand("insertText", false, inserted), text);

  return {
    settled, click, into, insert,

    /** Puts a text in the place of what an input holds. */
    async fill(selector, text) {
      await into(selector);
      await page.$eval(selector, (input) => input.select());
      await insert(text);
      await until(`${selector} filled`, async () => (await page.$eval(selector, (input) => input.value)) === text);
    },
  };
}
