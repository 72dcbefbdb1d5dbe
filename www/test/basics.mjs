// What every page owes its readers: axe-core's rules (WCAG 2.2 A and AA, and its best practices) in light and dark, wide and narrow;
// the keyboard; no sideways scroll; no motion for those who want none.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { includes, person } from "./person.mjs";

const require = createRequire(new URL("../../tests/package/package.json", import.meta.url));
const AXE = readFile(require.resolve("axe-core/axe.min.js"), "utf8");

const themed = (someone, theme) => someone.page.evaluate((chosen) => void (document.documentElement.dataset.theme = chosen), theme);

/** Every violation, with the elements that it is about. */
async function violations(someone) {
  const { found } = await someone.page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"], iframes: false });
    return { found: violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 4).map(({ html, any }) => `${html.slice(0, 160)} ${any.map(({ message }) => message).join(" ")}`).join(" | ")}`) };
  });
  return found;
}

/** A page with much on it: problems beside their fields, an answer, runs, all groups open. */
async function crowd(someone) {
  await someone.send();
  await someone.mode("sandbox", "server_error", "never");
  await someone.send();
  await someone.page.evaluate(() => {
    for (const element of document.querySelectorAll("details")) element.open = true;
  });
}

/** The rules, where Puppeteer drives. */
export const rules = Object.fromEntries([1280, 390].map((width) => [
  `no rule of axe-core is broken at ${width} pixels, in light and dark`,
  (context) =>
    person(context, async (someone) => {
      await someone.page.evaluate(await AXE);
      await crowd(someone);
      for (const theme of ["light", "dark"]) {
        await themed(someone, theme);
        for (const mode of theme === "light" ? ["real", "sandbox"] : ["real"]) {
          await someone.mode(mode);
          assert.deepEqual(await violations(someone), [], `${theme}, ${mode}`);
        }
      }
      if (width < 1000) return;
      await someone.start("HTML with an inline image");
      assert.ok((await someone.names()).includes("inline"));
      for (const tab of await someone.page.$$eval("#tabs [role=tab]", (tabs) => tabs.map(({ id }) => id))) {
        await someone.click(`#${tab}`);
        await someone.settled();
        assert.deepEqual(await violations(someone), [], `dark, ${tab}`);
      }
    }, { width, example: "Several mistakes" }),
]));

/** What has the focus, in a few words, and whether that can be seen. */
const focus = (someone) =>
  someone.page.evaluate(() => {
    const element = document.activeElement;
    const marked = [element, element.nextElementSibling, element.closest(".chips, .drop")].filter(Boolean);
    const seen = marked.some((each) => getComputedStyle(each).outlineStyle !== "none" && parseFloat(getComputedStyle(each).outlineWidth) > 0);
    return { what: element.id || element.name || element.textContent.trim(), place: element.closest("[data-field]")?.dataset.field ?? "", seen };
  });

export const cases = {
  "a language, a title, what is read aloud, and colours of one's choice": (context) =>
    person(context, async (someone) => {
      const found = await someone.page.evaluate(() => ({
        lang: document.documentElement.lang,
        title: document.title,
        description: document.querySelector("meta[name=description]").content.length > 40,
        viewport: document.querySelector("meta[name=viewport]").content,
        headings: document.querySelectorAll("h1").length,
        live: [...document.querySelectorAll("[role=status]")].map(({ id }) => id),
        still: [...document.styleSheets].some((sheet) => [...sheet.cssRules].some((rule) => /prefers-reduced-motion: ?reduce/.test(rule.conditionText ?? ""))),
      }));
      assert.deepEqual(found, {
        lang: "en", title: "mailgun-edge: compose, see, try", description: true, viewport: "width=device-width, initial-scale=1",
        headings: 1, live: found.live, still: true,
      });
      for (const id of ["voice", "summary"]) assert.ok(found.live.includes(id), `${id} is read aloud`);
      const theme = () => someone.page.evaluate(() => document.documentElement.dataset.theme);
      await someone.click("#theme");
      assert.equal(await theme(), "light");
      await someone.click("#theme");
      await someone.reload();
      assert.equal(await theme(), "dark", "the colours that were chosen, after a reload");
    }),

  "nothing scrolls sideways at 320 pixels": (context) =>
    person(context, async (someone) => {
      await crowd(someone);
      const { wide, seen } = await someone.page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: innerWidth }));
      assert.ok(wide <= seen, `${wide} px wide at ${seen}`);
    }, { width: 320, example: "Several mistakes" }),

  "the Tab key goes through the form in its order, and the focus is seen": (context) =>
    person(context, async (someone) => {
      await someone.page.focus('[data-field="from"] input');
      const places = [];
      for (let i = 0; i < 24; i++) {
        const { what, place, seen } = await focus(someone);
        assert.ok(seen, `the focus on ${what} in ${place}`);
        if (places.at(-1) !== place) places.push(place);
        await someone.page.keyboard.press("Tab");
      }
      assert.deepEqual(places.slice(0, 7), ["from", "to", "cc", "bcc", "subject", "text", "html"]);
    }, { example: "A plain message" }),

  "chips by keyboard: reached, corrected, taken out": (context) =>
    person(context, async (someone) => {
      const { keyboard } = someone.page;
      const chips = () => someone.texts('[data-field="to"] .chip-text');
      await someone.type("to", "a@host.com");
      await keyboard.press("Enter");
      await keyboard.type("b@host.com,c@host.com,");
      assert.deepEqual(await chips(), ["a@host.com", "b@host.com", "c@host.com"]);
      await keyboard.press("ArrowLeft");
      await keyboard.press("ArrowLeft");
      assert.equal((await focus(someone)).what, "b@host.com");
      await keyboard.press("Delete");
      assert.deepEqual(await chips(), ["a@host.com", "c@host.com"]);
      assert.equal((await focus(someone)).what, "c@host.com");
      await keyboard.press("Home");
      await keyboard.press("Enter");
      assert.equal(await someone.page.evaluate(() => document.activeElement.value), "a@host.com");
      await keyboard.press("Enter");
      await keyboard.press("ArrowLeft");
      await keyboard.press("Escape");
      assert.equal((await focus(someone)).what.startsWith("to"), true);
    }),
};
