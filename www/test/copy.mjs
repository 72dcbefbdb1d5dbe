// Copying from the page, and keeping the mail as a file: what was copied is run, what was kept is read.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { AUTHORIZATION } from "./runners.mjs";
import { includes, least, person } from "./person.mjs";

const require = createRequire(new URL("../../tests/package/package.json", import.meta.url));
const { default: PostalMime } = await import(require.resolve("postal-mime"));

/** Chooses a format and gives its text, once it stands there. */
async function textOf(someone, format, mark) {
  await someone.settled();
  await someone.page.select("#code select", format);
  return someone.see(`the text of ${format}`, async () => {
    const text = await someone.page.$eval("#code pre", (pre) => pre.textContent);
    return text.includes(mark) && text;
  });
}

/** Presses the button, and reads the file that the page makes. */
async function kept(someone) {
  await someone.page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
      if (blob.type === "message/rfc822") globalThis.kept = blob;
      return make.call(URL, blob);
    };
  });
  await someone.click("#mail button");
  const read = () => someone.page.evaluate(async () => globalThis.kept && Array.from(new Uint8Array(await globalThis.kept.arrayBuffer())));
  return PostalMime.parse(Uint8Array.from(await someone.see("the file", read)));
}

let serial = 0;

export const cases = {
  "a copied curl command and a copied program send the parts on the page": (context) =>
    person(context, async (someone) => {
      const domain = `page-${++serial}.accept.example.com`;
      await someone.fill("[name=domain]", domain);
      await someone.attach("attachment", context.files.letter);
      await someone.see("the part", async () => (await someone.names()).includes("attachment"));
      const shown = (await someone.parts()).map(([name, value]) => (name.startsWith("attachment") ? [name, "Rechnung für Bob.csv"] : [name.replace(/\d\/\d$/, ""), value]));
      await context.tools.lay([["Rechnung für Bob.csv", await readFile(context.files.letter)]]);
      await someone.click("#tab-code");
      for (const [format, mark] of [["curl", "curl --user"], ["builder", "new Message()"]]) {
        const text = await textOf(someone, format, mark);
        includes(text, domain);
        const requests = await context.tools.send(format, text, { domain });
        const { headers, parts } = requests.at(-1);
        assert.equal(headers.authorization, AUTHORIZATION);
        assert.deepEqual(parts.map(({ name, value, filename }) => [name, value ?? filename]), shown.map(([name, value]) => [name, value.replace(/\r\n|\n/g, "\r\n")]));
      }
    }, { example: "A plain message" }),

  "the button copies the text that is shown": (context) =>
    person(context, async (someone) => {
      await someone.click("#tab-code");
      const text = await textOf(someone, "json", '"subject"');
      await someone.click("#code .code-bar button");
      await someone.see("that it is copied", async () => (await someone.texts("#code .code-bar button"))[0] === "Copied");
      await someone.clear("html");
      await someone.page.keyboard.down("Control");
      await someone.page.keyboard.press("KeyV");
      await someone.page.keyboard.up("Control");
      const pasted = await someone.see("the paste", () => someone.page.$eval('[data-field="html"] textarea', (area) => area.value));
      assert.equal(pasted, text);
    }, { example: "A plain message" }),

  "a message with errors is not copied, and a wrong domain is told": (context) =>
    person(context, async (someone) => {
      await someone.click("#tab-code");
      await someone.see("that it is not ready", async () => (await someone.texts("#code .note"))[0]?.includes("3 errors"));
      assert.equal(await someone.page.$eval("#code pre", (pre) => pre.hidden), true);
      await least(someone);
      await someone.fill("[name=domain]", "mg.example.com/../x");
      await someone.see("what is wrong with it", async () => (await someone.texts("#code .note"))[0]?.includes("domain"));
    }),

  "the mail is kept as a file that a mail reader understands": (context) =>
    person(context, async (someone) => {
      await someone.type("cc", "Jörg Ü. <j@host.com>,");
      await someone.drop("attachment", "отчёт 😀.csv", "text/csv", "a;b\n");
      await someone.see("the part", async () => (await someone.names()).includes("attachment"));
      await someone.click("#tab-mail");
      includes(await someone.see("the mail", () => someone.page.$eval("#mail pre", (pre) => pre.textContent)), "MIME-Version: 1.0", "[4 B of text/csv]");
      const mail = await kept(someone);
      assert.equal(mail.subject, "The week in one picture");
      assert.deepEqual([mail.from, ...mail.to, ...mail.cc].map(({ name, address }) => [name, address]), [["Ada Lovelace", "ada@mg.example.com"], ["Bob", "bob@host.com"], ["Jörg Ü.", "j@host.com"]]);
      assert.equal(mail.text.trim(), "This week's chart is in the HTML part.");
      assert.equal(mail.html.trim(), await someone.page.$eval('[data-field="html"] textarea', (area) => area.value));
      const files = mail.attachments.map(({ filename, mimeType, disposition, contentId, content }) => ({ filename, mimeType, disposition, contentId, text: new TextDecoder().decode(content).slice(0, 4) }));
      assert.deepEqual(files, [
        { filename: "chart.png", mimeType: "image/png", disposition: "inline", contentId: "<chart.png>", text: "\ufffdPNG" },
        { filename: "отчёт 😀.csv", mimeType: "text/csv", disposition: "attachment", contentId: undefined, text: "a;b\n" },
      ]);
    }, { example: "HTML with an inline image" }),

  "odd text stands in the mail as it was typed": (context) =>
    person(context, async (someone) => {
      const fields = {
        from: '"O\'Brien, \\"Pat\\" 😀" <pat@mg.example.com>',
        subject: `Отчёт 😀 مرحبا =?utf-8?Q?x?= ${"long ".repeat(40)}end`,
        text: `.\nFrom me\n-- \n${"x".repeat(2000)}\n=3D ü 😀 \u202e`,
      };
      await someone.page.evaluate((values) => {
        for (const [field, value] of Object.entries(values)) {
          const element = document.querySelector(`[data-field="${field}"] :is(input, textarea)`);
          element.value = value;
          element.dispatchEvent(new Event("input", { bubbles: true }));
        }
      }, fields);
      await someone.paste("to", Array.from({ length: 300 }, (_, at) => `"Reader, no. ${at} é" <r${at}@host.com>`).join(", "));
      await someone.drop("attachment", "مرحبا; x=y 😀.txt", "text/plain", "=\r\n.\r\n");
      await someone.see("the part", async () => (await someone.names()).includes("attachment"));
      await someone.click("#tab-mail");
      await someone.see("the mail", () => someone.page.$eval("#mail pre", (pre) => pre.textContent));
      const mail = await kept(someone);
      assert.deepEqual([mail.from.name, mail.from.address], ['O\'Brien, "Pat" 😀', "pat@mg.example.com"]);
      assert.equal(mail.subject, fields.subject);
      assert.equal(mail.text.replace(/\n$/, ""), fields.text);
      assert.deepEqual([mail.to.length, mail.to[299].name, mail.to[299].address], [300, "Reader, no. 299 é", "r299@host.com"]);
      assert.deepEqual(mail.attachments.map(({ filename, content }) => [filename, new TextDecoder().decode(content)]), [["مرحبا; x=y 😀.txt", "=\r\n.\r\n"]]);
    }),
};
