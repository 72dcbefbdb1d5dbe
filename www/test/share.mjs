// A message in the address of the page: it comes back as it was, and nothing that somebody else writes there does harm.
import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { includes, person } from "./person.mjs";

const link = (value) => `#message=${deflateRawSync(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url")}`;

/** Opens the page anew at this hash. */
async function openAt(someone, url, hash) {
  await someone.page.goto("about:blank");
  await someone.page.goto(url + hash);
  await someone.loaded();
}

const notice = (someone) => someone.see("the notice", async () => (await someone.page.$("#notice:not([hidden])")) && (await someone.texts("#notice > span"))[0]);

/** An example, shared and opened again: the same parts, but for files. */
const comesBack = (example, without = []) => (context) =>
  person(context, async (someone) => {
    const before = await someone.see("the parts", async () => (await someone.names()).length > 0 && (await someone.parts()));
    await someone.click("#share");
    includes(await notice(someone), "link", "characters");
    const hash = new URL(await someone.page.evaluate(() => location.href)).hash;
    await openAt(someone, context.url, hash);
    await someone.see("the parts", async () => (await someone.names()).length === before.length - without.length);
    assert.deepEqual(await someone.parts(), before.filter(([name]) => !without.includes(name)));
    assert.equal(await someone.page.$eval("#examples", (select) => select.selectedOptions[0].textContent), "A link");
  }, { example });

const BROKEN = {
  "cut short": [link({ subject: "Hello, this is a long enough text to be cut" }).slice(0, -9), "cut short"],
  "of other characters": ["#message=%3Cscript%3E", "cut short"],
  "of text that is no JSON": [link("<script>alert(1)</script>"), "cut short"],
  "of a list": [link([1, 2]), "other than a message"],
  "of a field it cannot show": [link({ to: { "<img src=x onerror=alert(1)>": 1 } }), 'field "to"'],
  "of an unknown field": [link({ "<b>x</b>": "1" }), 'field "<b>x</b>"'],
  "of files": [link({ attachment: [{ data: "x", filename: "x" }] }), 'field "attachment"'],
  "of far more text than its length": [link("[".repeat(30_000_000)), "cut short"],
};

export const cases = {
  "a newsletter with its variables comes back from its link": comesBack("A newsletter to many"),
  "a template comes back from its link": comesBack("A stored template"),
  "an invoice comes back from its link without its file": comesBack("An invoice with an attachment", ["attachment"]),

  "template variables that are no object come back": (context) =>
    person(context, async (someone) => {
      for (const value of [[1, 2], 12, null]) {
        await openAt(someone, context.url, link({ templateVariables: value }));
        const shown = await someone.page.$eval('[data-field="templateVariables"] textarea', (area) => area.value);
        assert.deepEqual(JSON.parse(shown), value);
      }
    }),

  "a date, rows and odd text come back": (context) =>
    person(context, async (someone) => {
      const deliveryTime = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 3_600_000).toISOString();
      const subject = "<img src=x onerror=alert(1)> 😀 مرحبا `${x}`";
      await openAt(someone, context.url, link({ from: "a@mg.example.com", to: "b@host.com", subject, text: "<script>globalThis.hit=1</script>", deliveryTime, variables: { ["__proto__"]: "x", constructor: "y" } }));
      const parts = await someone.see("the parts", async () => (await someone.names()).length === 7 && (await someone.parts()));
      assert.deepEqual(parts[2].slice(0, 2), ["subject", subject]);
      assert.equal(new Date(parts[4][1]).toISOString(), deliveryTime);
      assert.deepEqual(parts.slice(5).map((part) => part.slice(0, 2)), [["v:__proto__", "x"], ["v:constructor", "y"]]);
      assert.equal(await someone.page.evaluate(() => globalThis.hit), undefined);
    }),

  "a broken link is told in words, and the page works": (context) =>
    person(context, async (someone) => {
      await openAt(someone, context.url, Object.values(BROKEN)[0][0]);
      await someone.see("the first example", async () => (await someone.names()).includes("subject"));
      for (const [what, [hash, words]] of Object.entries(BROKEN)) {
        await someone.click("#notice button");
        await someone.page.evaluate((changed) => {
          location.hash = "";
          location.hash = changed;
        }, hash);
        await someone.see(`that a link ${what} is told`, async () => (await notice(someone)).includes(words));
      }
      assert.ok((await someone.names()).includes("subject"));
      assert.equal(await someone.page.count("#notice img, #notice b, #notice script"), 0);
    }),

  "a message too long for a link is not offered one": (context) =>
    person(context, async (someone) => {
      const people = Array.from({ length: 999 }, (_, at) => `${Math.sin(at).toString(36).slice(3, 14)}.${Math.cos(at).toString(36).slice(3, 20)}@${Math.tan(at).toString(36).slice(4, 14)}.example`);
      await someone.paste("bcc", people.join("\n"));
      await someone.click("#share");
      includes(await notice(someone), "too long for a link", "16,000");
      assert.equal(await someone.page.evaluate(() => location.hash), "");
    }, { example: "A plain message" }),
};
