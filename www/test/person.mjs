// A person at the page: opens it, types, chooses, looks.
import assert from "node:assert/strict";
import { complaintsOf } from "./complaints.mjs";
import { handAt, until } from "./hand.mjs";

/** Opens the page, does `work(person)`, and holds that nothing went wrong or out meanwhile, but for complaints that are `expected`. */
export async function person({ browser, url }, work, { width = 1280, height = 900, example = "An empty form", expected }  = {}) {
  const page = await browser.page({ width, height });
  const complaints = complaintsOf(page, url);
  try {
    await page.goto(url);
    const someone = actions(page);
    await someone.loaded();
    await complaints.watch();
    await someone.start(example);
    await work(someone);
    await someone.settled();
    assert.deepEqual((await complaints.all()).filter((text) => !expected?.test(text)), []);
  } finally {
    complaints.end();
    await browser.leave(page);
  }
}

function actions(page) {
  const texts = (selector) => page.$$eval(selector, (elements) => elements.map((element) => element.textContent.replace(/\s+/g, " ").trim()));
  const input = (field) => `[data-field="${field}"] :is(input, textarea)`;
  const hand = handAt(page);

  return {
    ...hand,
    page,
    texts,
    see: until,

    loaded: () => until("the page", () => page.$("#page:not([hidden])")),

    async reload() {
      await page.reload();
      await this.loaded();
    },

    /** Chooses an example and waits for its parts or problems. */
    async start(example) {
      await page.select("#examples", example);
      await hand.settled();
    },

    /** Types key by key, after what is there. */
    async type(field, text) {
      await hand.into(input(field));
      await page.keyboard.type(text);
    },

    /** Puts a text in at once. */
    put: (field, text) => hand.fill(input(field), text),

    async clear(field) {
      await hand.into(input(field), { count: 3 });
      await page.keyboard.press("Backspace");
    },

    async open(field) {
      const folded = await page.$eval(`[data-field="${field}"]`, (element) => element.closest("details")?.open === false);
      if (folded) await hand.click(`details:has([data-field="${field}"]) > summary`);
    },

    attach: (field, ...paths) => page.upload(`[data-field="${field}"] input[type=file]`, paths),

    /** Lets go of a file over the field. */
    drop: (field, name, type, text) =>
      page.$eval(
        `[data-field="${field}"] .file-field`,
        (element, file) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([file.text], file.name, { type: file.type }));
          for (const event of ["dragenter", "dragover", "drop"]) element.dispatchEvent(new DragEvent(event, { dataTransfer, bubbles: true, cancelable: true }));
        },
        { name, type, text },
      ),

    paste: (field, text) =>
      page.$eval(
        input(field),
        (element, pasted) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData("text/plain", pasted);
          element.focus();
          // Firefox takes `data` and `dataType` in the place of `clipboardData`.
          element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, data: pasted, dataType: "text/plain", bubbles: true, cancelable: true }));
        },
        text,
      ),

    async mode(mode, answer, retry) {
      await hand.click(`[name=mode][value=${mode}]`);
      if (answer) await page.select("[name=answer]", answer);
      if (retry) await page.select("[name=retry]", retry);
    },

    /** Presses the button: on a phone, the one in the bar. */
    async go() {
      await page.$eval("#answer", (element) => element.replaceChildren());
      const { width } = page.viewport();
      await hand.click(width > 900 ? "[name=go]" : "#bar-go");
    },

    headline: async () => (await texts("#answer .headline"))[0],

    /** Presses the button and gives the headline of what came. */
    async send() {
      await this.go();
      return until("an answer", async () => (await page.$("#answer:not([data-state=running]) .times")) && (await texts("#answer .headline"))[0]);
    },

    answer: async () => (await texts("#answer"))[0],
    problems: () => texts("#problems li"),
    beside: (field) => texts(`[data-field="${field}"] .beside li`),
    parts: () => page.$$eval("#parts tbody tr", (rows) => rows.map((row) => [...row.cells].slice(1).map((cell) => cell.textContent))),
    names: () => page.$$eval("#parts tbody th bdi", (names) => names.map((name) => name.textContent)),
  };
}

/** Fills in the least that Mailgun takes. */
export async function least(someone) {
  await someone.put("from", "Ada <ada@mg.example.com>");
  await someone.type("to", "Bob <bob@host.com>");
  await someone.put("subject", "Report");
  await someone.put("text", "See the file.");
  await someone.see("four parts", async () => (await someone.names()).length === 4);
}

/** Holds that the text has every one of `wanted`. */
export const includes = (text, ...wanted) => wanted.forEach((each) => assert.ok(text.includes(each), `expected "${each}" in "${text}"`));
