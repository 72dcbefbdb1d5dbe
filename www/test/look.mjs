// The views, the limits, and odd input.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { includes, least, person } from "./person.mjs";

/** A server that nobody should call: { url, calls, close }. */
async function trap() {
  const calls = [];
  const server = createServer((request, response) => {
    calls.push(request.url);
    response.end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/trap/`, calls, close: () => server.close() };
}

/** Every way in which a mail may try to run, to load, to send, or to leave its place. */
const hostile = (trap) => `<p style="color: red" onclick="top.hit=1">Hi</p><script>top.hit=1</script>
<img src="cid:dot.png" onerror="top.hit=1"><img src="${trap}x.png"><img srcset="${trap}s.png 2x"><video poster="${trap}v.png"></video>
<a href="javascript:top.hit=1">go</a><a href="https://example.com/" target="_top">out</a><base href="${trap}" target="_top">
<meta http-equiv="refresh" content="0;url=${trap}"><form action="${trap}" target="_top"><button>go</button></form>
<style>@import "${trap}a.css"; body { background: url(${trap}b.png) } * { position: fixed; inset: 0; width: 99999px; z-index: 9999 }</style>
<svg onload="top.hit=1"></svg><iframe srcdoc="<script>top.hit=1</script>"></iframe><link rel="stylesheet" href="${trap}l.css">`;

const widthOf = (element) => element.evaluate((each) => each.getBoundingClientRect().width);

export const cases = {
  "the multipart body is the browser's own": (context) =>
    person(context, async (someone) => {
      await someone.click("#tab-raw");
      const raw = await someone.see("the body", async () => (await someone.page.$eval("#raw pre", (pre) => pre.textContent)) || undefined);
      includes(raw, 'name="from"', 'filename="Rechnung für Bob.csv"', "Content-Type: text/csv", "[");
    }, { example: "An invoice with an attachment" }),

  "hostile html can do nothing in the preview": async (context) => {
    const caught = await trap();
    await person(context, async (someone) => {
      await someone.drop("inline", "dot.png", "image/png", "not really a picture");
      await someone.page.$eval('[data-field="html"] textarea', (area, html) => {
        area.value = html;
        area.dispatchEvent(new Event("input", { bubbles: true }));
      }, hostile(caught.url));
      await someone.click("#tab-preview");
      const frame = await someone.see("the frame", () => someone.page.$("#preview iframe"));
      const look = () => frame.evaluate((element) => element.contentDocument.querySelector("p")?.textContent);
      await someone.see("the mail", async () => (await look()) === "Hi");
      const seen = await frame.evaluate((element) => {
        const page = element.contentDocument;
        for (const target of page.querySelectorAll("p, a, button")) target.click();
        return {
          sources: [...page.images].map((image) => image.getAttribute("src")?.slice(0, 5) ?? image.getAttribute("srcset")),
          colour: getComputedStyle(page.querySelector("p")).color,
          scripts: page.scripts.length,
        };
      });
      assert.deepEqual(seen, { sources: ["blob:", null, null], colour: "rgb(255, 0, 0)", scripts: 0 });
      await someone.page.evaluate(() => fetch("./icon.svg", { cache: "reload" }).then((answer) => answer.text())); // what the mail asked for has gone out before
      assert.equal(await someone.page.evaluate(() => globalThis.hit), undefined);
      assert.equal(await look(), "Hi");
      includes((await someone.texts("#preview .note"))[0], "Leads to: javascript:top.hit=1, https://example.com/.", "Not loaded here: ");
      assert.ok((await widthOf(frame)) < 700, "the mail stays in its frame");
      assert.deepEqual(caught.calls, []);
      // Chromium announces what its policy stops as a request; whether any went out is the trap's to say.
    }, { expected: /Blocked script execution|frame is sandboxed|Content.Security.Policy|went out to .*\/trap\/|securitypolicyviolation/i });
    caught.close();
  },

  "the preview keeps the direction and language of the mail": (context) =>
    person(context, async (someone) => {
      await someone.put("html", '<!-- <html dir="ltr"> --><html title="a>b" dir="rtl" lang="he" onclick="top.hit=1"><body><p>Shalom</p></body></html>');
      await someone.click("#tab-preview");
      const root = () => someone.page.$eval("#preview iframe", ({ contentDocument }) => [...(contentDocument?.documentElement.attributes ?? [])].map(({ name, value }) => `${name}=${value}`).sort().join(" "));
      await someone.see("its attributes", async () => (await root()) === "dir=rtl lang=he");
      // Chromium tells that it did not take the `onclick`.
    }, { expected: /Blocked script execution|Content.Security.Policy/i }),

  "the preview turns from HTML to text, and to the width of a phone": (context) =>
    person(context, async (someone) => {
      await someone.click("#tab-preview");
      const frame = await someone.see("the frame", () => someone.page.$("#preview iframe"));
      const press = (text) => someone.page.$$eval("#preview .segments button", (buttons, wanted) => buttons.find((button) => button.textContent === wanted).click(), text);
      await someone.see("the HTML", () => frame.evaluate((element) => element.contentDocument?.querySelector("h1")?.textContent === "The week"));
      await press("Phone");
      assert.ok((await widthOf(frame)) <= 377);
      await press("Text");
      assert.equal(await widthOf(frame), 0);
      includes(await someone.page.$eval("#preview pre", (pre) => pre.innerText), "This week's chart");
    }, { example: "HTML with an inline image" }),

  "a thousand recipients in one paste": (context) =>
    person(context, async (someone) => {
      await least(someone);
      await someone.paste("bcc", Array.from({ length: 999 }, (_, at) => `"Reader, no. ${at}" <r${at}@host.com>`).join(", "));
      await someone.see("the part", async () => (await someone.names()).includes("bcc"));
      assert.equal((await someone.page.count('[data-field="bcc"] .chip')) < 100, true);
      await someone.type("cc", "one@host.com, more@host.com,");
      await someone.see("the limit", async () => (await someone.problems()).some((text) => text.includes("too_many_recipients")));
    }),

  "18 MB goes, 20 MB is refused in words": (context) =>
    person(context, async (someone) => {
      await least(someone);
      await someone.attach("attachment", context.files.large);
      await someone.see("the part", async () => (await someone.names()).includes("attachment"));
      await someone.mode("sandbox");
      includes(await someone.send(), "200 accepted");
      await someone.attach("attachment", context.files.tooLarge);
      await someone.see("the refusal", async () => (await someone.problems()).some((text) => text.startsWith("✕error:") && /MB|bytes|MiB/.test(text)));
      includes((await someone.beside("attachment"))[0], "Error", "38000000 bytes");
      assert.deepEqual(await someone.texts(".meter.full"), ["Message 52.0 MB of 25 MB", "Files 38.0 MB of 18 MB"]);
      await someone.click("#problems li.error button");
      assert.equal(await someone.page.evaluate(() => document.activeElement.closest("[data-field]").dataset.field), "attachment");
    }),

  "by keyboard alone": (context) =>
    person(context, async (someone) => {
      await someone.page.focus("#tab-parts");
      await someone.page.keyboard.press("ArrowRight");
      assert.equal(await someone.page.evaluate(() => document.activeElement.id), "tab-raw");
      await someone.page.keyboard.press("Home");
      await someone.page.focus('[data-field="subject"] input');
      await someone.page.keyboard.down("Control");
      await someone.page.keyboard.press("Enter");
      await someone.page.keyboard.up("Control");
      await someone.see("an answer", async () => (await someone.texts("#answer .headline"))[0]?.includes("Ready"));
    }, { example: "A plain message" }),

  "nothing is cut off at 390 and 1280 pixels, with odd names": async (context) => {
    for (const width of [390, 1280]) {
      await person(context, async (someone) => {
        const odd = `${"long".repeat(40)} 😀 مرحبا بالعالم ${"x".repeat(120)}.pdf`;
        await someone.drop("attachment", odd, "application/pdf", "x");
        await someone.see("the part", async () => (await someone.names()).includes("attachment"));
        for (const theme of ["light", "dark"]) {
          await someone.page.evaluate((chosen) => (document.documentElement.dataset.theme = chosen), theme);
          const { wide, seen } = await someone.page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: innerWidth }));
          assert.ok(wide <= seen, `${wide} px wide at ${seen}`);
        }
      }, { width, example: "A plain message" });
    }
  },
};
