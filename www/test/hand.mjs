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

/**
 * Runs in the page: the middle of the element, once the page is level with the form, and the element, in sight, stood still for
 * two frames. Notes its clicks from then on.
 */
async function ready(selector) {
  const frame = () => new Promise(requestAnimationFrame);
  const element = document.querySelector(selector);
  if (element === null) return undefined;
  const box = () => element.getBoundingClientRect();
  const middle = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });
  const isMet = ({ x, y }) => element.contains(document.elementFromPoint(x, y));
  if (!isMet(middle(box()))) element.scrollIntoView({ block: "center", behavior: "instant" });
  const before = middle(box());
  await frame();
  await frame();
  const after = middle(box());
  if (document.querySelector("#views[aria-busy]") || before.x !== after.x || before.y !== after.y || !isMet(after)) return undefined;
  removeEventListener("click", globalThis.note, true);
  globalThis.clicked = false;
  globalThis.note = (event) => event.composedPath().includes(element) && (globalThis.clicked = true);
  addEventListener("click", globalThis.note, true);
  return after;
}

/** Runs in the page. */
function put(input, text) {
  input.focus();
  input.select();
  document.execCommand("insertText", false, text);
  return input.value;
}

/** A hand at `page`. */
export function handAt(page) {
  const settled = () => until("the page level with the form", async () => (await page.count("#views[aria-busy]")) === 0);

  /** Clicks, until the click has met the element. */
  async function click(selector, options) {
    let missed;
    for (let i = 0; i < TRIES; i++) {
      const middle = await until(`${selector} at rest`, () => page.evaluate(ready, selector));
      missed = await page.click(selector, middle, options).then(() => undefined, (error) => error);
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

  return {
    settled, click, into,

    /** Puts a text in the place of what an input holds, at once, as a program that fills in forms does. */
    async fill(selector, text) {
      const filled = await page.$eval(selector, put, text);
      assert.equal(filled, text, `${selector} filled`);
    },
  };
}
