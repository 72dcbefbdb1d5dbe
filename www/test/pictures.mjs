// Pictures of the page, into target/page: wide and light with a message that was sent again; narrow and dark with mistakes. Two of
// them, docs/page-*.png, are Chromium's.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { person } from "./person.mjs";

const FOLDER = fileURLToPath(new URL("../../target/page/", import.meta.url));
const THEMES = ["light", "dark"];

async function take(someone, name) {
  const picture = await someone.page.screenshot();
  assert.equal(Buffer.from(picture.slice(1, 4)).toString(), "PNG");
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, `${name}.png`), picture);
}

const inThemes = async (someone, name) => {
  for (const theme of THEMES) {
    await someone.page.evaluate((chosen) => void (document.documentElement.dataset.theme = chosen), theme);
    await someone.see("the top", () => someone.page.evaluate(() => (scrollTo({ top: 0, behavior: "instant" }), scrollY === 0)));
    await take(someone, `${name}-${theme}`);
  }
};

export const cases = {
  "pictures of it, wide": (context) =>
    person(context, async (someone) => {
      await someone.mode("sandbox", "rate_limited");
      await someone.fill("[name=wait]", "1");
      await someone.send();
      await inThemes(someone, `${context.name}-wide`);
    }, { example: "HTML with an inline image" }),

  "pictures of it, narrow": (context) =>
    person(context, async (someone) => {
      await someone.send();
      await someone.see("what is wrong", async () => (await someone.beside("to")).length > 0);
      await inThemes(someone, `${context.name}-narrow`);
    }, { width: 390, height: 844, example: "Several mistakes" }),
};
