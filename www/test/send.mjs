// Trying the message: dry, or on the sandbox with each of its answers.
import assert from "node:assert/strict";
import { includes, person } from "./person.mjs";

/** What the sandbox is told to answer, and what must then be shown. */
const ANSWERS = {
  bad_request: ["400 bad_request", "RefusedError"],
  too_large: ["413 too_large", "RefusedError", "52.4MiB"],
  rate_limited: ["429 rate_limited", "RefusedError", "retry after3.0 s", "try again after 3 seconds"],
  server_error: ["500 server_error", "UnclearError", "perhaps queued"],
  reset: ["network", "UnclearError", "perhaps queued"],
};

export const cases = {
  "a dry run shows the request and hides the key": (context) =>
    person(context, async (someone) => {
      await someone.page.select("[name=region]", "eu");
      includes(await someone.send(), "Ready", "nothing was sent", "7 parts");
      const answer = await someone.answer();
      includes(answer, "POST https://api.eu.mailgun.net/v3/mg.example.com/messages", "Basic ••••••", "h:Reply-To", "load", "check", "assemble");
      assert.ok(!answer.includes(Buffer.from("api:key-sandbox").toString("base64")));
    }, { example: "A plain message" }),

  "an invalid message is not sent": (context) =>
    person(context, async (someone) => {
      includes(await someone.send(), "invalid_message");
      includes(await someone.answer(), "InvalidMessageError", "Nothing was sent");
      assert.ok((await someone.beside("from")).length > 0, "after sending, problems show beside untouched fields too");
    }),

  "a real call goes to Mailgun in test mode, and its key shows nowhere": (context) =>
    person(context, async (someone) => {
      const key = "0123456789abcdef-not-a-key";
      await someone.page.evaluate(() => {
        globalThis.calls = [];
        globalThis.fetch = async (url, init) => {
          const authorization = new Headers(init.headers).get("Authorization");
          calls.push({ url, authorization, testMode: init.body.get("o:testmode"), redirect: init.redirect });
          return new Response(`Forbidden: ${atob(authorization.slice(6))} ${authorization}`, { status: 401 });
        };
      });
      await someone.mode("real");
      assert.equal(await someone.page.$eval("#testmode", (box) => box.checked), true);
      includes((await someone.texts("#real-warning"))[0], "key would be public");
      includes(await someone.send(), "config", "key");
      await someone.fill("#key", key);
      includes(await someone.send(), "401 unauthorized");
      const calls = await someone.page.evaluate(() => globalThis.calls);
      const authorization = `Basic ${Buffer.from(`api:${key}`).toString("base64")}`;
      assert.deepEqual(calls, [{ url: "https://api.mailgun.net/v3/mg.example.com/messages", authorization, testMode: "yes", redirect: "manual" }]);
      const kept = await someone.page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href);
      assert.ok(!kept.includes(key) && !kept.includes(authorization.slice(6)));
    }, { example: "A plain message" }),

  "in real mode the parts are those that go out, test mode among them": (context) =>
    person(context, async (someone) => {
      assert.ok(!(await someone.names()).includes("o:testmode"));
      await someone.mode("real");
      await someone.see("test mode", async () => (await someone.names()).includes("o:testmode"));
      await someone.click("#testmode");
      await someone.see("no test mode", async () => !(await someone.names()).includes("o:testmode"));
    }, { example: "A plain message" }),

  "the sandbox takes an international domain": (context) =>
    person(context, async (someone) => {
      await someone.fill("[name=domain]", "sandboxé.example");
      await someone.mode("sandbox");
      includes(await someone.send(), "200 accepted");
    }, { example: "A plain message" }),

  "after a change the answer is told to be of before, and the focus stays on the button": (context) =>
    person(context, async (someone) => {
      await someone.page.$eval("[name=go]", (button) => button.focus());
      await someone.page.keyboard.press("Enter");
      await someone.see("an answer", async () => (await someone.texts("#answer .times")).length > 0);
      assert.equal(await someone.page.evaluate(() => document.activeElement.name), "go");
      assert.ok(!(await someone.answer()).includes("Before your changes"));
      await someone.put("subject", "Another");
      includes(await someone.answer(), "Before your changes");
    }, { example: "A plain message" }),

  "a wrong domain is told": (context) =>
    person(context, async (someone) => {
      const told = () => someone.page.$eval("#domain-problem", (element) => (element.hidden ? "" : element.textContent));
      assert.equal(await told(), "");
      await someone.fill("[name=domain]", "mg.example.com/../x");
      includes(await told(), "expected a sending domain");
      await someone.mode("sandbox");
      includes(await someone.send(), "config");
    }, { example: "A plain message" }),

  "the sandbox accepts, and keeps every part": (context) =>
    person(context, async (someone) => {
      await someone.attach("attachment", context.files.letter);
      await someone.see("the file", async () => (await someone.names()).filter((name) => name === "attachment").length === 2);
      await someone.mode("sandbox");
      includes(await someone.send(), "200 accepted", "Queued. Thank you.");
      const parts = (await someone.names()).length;
      includes(await someone.answer(), '"id": "<', "@mg.example.com>", `${parts} parts for 2 recipients`);
    }, { example: "An invoice with an attachment" }),

  "401 is told, and the hint names key, domain and region": (context) =>
    person(context, async (someone) => {
      await someone.mode("sandbox", "unauthorized");
      includes(await someone.send(), "401 unauthorized");
      const [hint] = await someone.texts("#answer .advice");
      includes(hint.toLowerCase(), "key", "domain", "region");
      includes(await someone.answer(), "RefusedError", "Nothing was queued", "Forbidden");
    }, { example: "A plain message" }),

  "400, 413, 429 with the wait it names, 500 and a lost connection are told": (context) =>
    person(context, async (someone) => {
      for (const [choice, wanted] of Object.entries(ANSWERS)) {
        await someone.mode("sandbox", choice, "never");
        await someone.send();
        includes(await someone.answer(), ...wanted);
      }
    }, { example: "A plain message" }),
};
