// Trying the message: dry, or on the sandbox with each of its answers.
import assert from "node:assert/strict";
import { includes, person } from "./person.mjs";

/** Sends to the sandbox and holds what is shown. */
const answers = (choice, ...wanted) => (context) =>
  person(context, async (someone) => {
    await someone.mode("sandbox", choice);
    await someone.send();
    includes(await someone.answer(), ...wanted);
  }, { example: "A plain message" });

export const cases = {
  "a dry run shows the request and hides the key": (context) =>
    person(context, async (someone) => {
      await someone.page.select("[name=region]", "eu");
      includes(await someone.send(), "Ready", "nothing was sent", "7 parts");
      const answer = await someone.answer();
      includes(answer, "POST https://api.eu.mailgun.net/v3/mg.example.com/messages", "Basic ••••••", "load", "check", "assemble");
      assert.ok(!answer.includes(Buffer.from("api:key-sandbox").toString("base64")));
    }, { example: "A plain message" }),

  "an invalid message is not sent": (context) =>
    person(context, async (someone) => {
      includes(await someone.send(), "invalid_message");
      includes(await someone.answer(), "InvalidMessageError", "Nothing was sent");
      assert.ok((await someone.beside("from")).length > 0, "after sending, problems show beside untouched fields too");
    }),

  "a real call goes to Mailgun once, in test mode, and its key shows nowhere": (context) =>
    person(context, async (someone) => {
      const key = "0123456789abcdef-not-a-key";
      await someone.page.evaluate(() => {
        globalThis.calls = [];
        globalThis.fetch = async (url, init) => {
          calls.push({ url, authorization: new Headers(init.headers).get("Authorization"), testMode: init.body.get("o:testmode"), redirect: init.redirect });
          return new Response("Forbidden", { status: 401 });
        };
      });
      await someone.mode("real");
      includes(await someone.send(), "config", "key");
      await someone.page.type("#key", key);
      includes(await someone.send(), "401 unauthorized");
      const calls = await someone.page.evaluate(() => globalThis.calls);
      const authorization = `Basic ${Buffer.from(`api:${key}`).toString("base64")}`;
      assert.deepEqual(calls, [{ url: "https://api.mailgun.net/v3/mg.example.com/messages", authorization, testMode: "yes", redirect: "manual" }]);
      const kept = await someone.page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }) + location.href);
      assert.ok(!kept.includes(key) && !kept.includes(authorization));
    }, { example: "A plain message" }),

  "a wrong domain is told": (context) =>
    person(context, async (someone) => {
      await someone.page.click("[name=domain]", { count: 3 });
      await someone.page.keyboard.type("mg.example.com/../x");
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

  "runs are kept without content, and forgotten on request": (context) =>
    person(context, async (someone) => {
      await someone.send();
      await someone.mode("sandbox", "server_error");
      await someone.send();
      await someone.page.reload();
      await someone.see("two runs", async () => (await someone.texts("#history summary"))[0] === "2 runs");
      const kept = await someone.page.evaluate(() => localStorage.getItem("mailgun-edge-runs"));
      assert.deepEqual(JSON.parse(kept).map((run) => Object.keys(run).sort().join()), Array(2).fill("at,mode,parts,state,time,title"));
      await someone.page.click("#history summary");
      await someone.page.click("#history button");
      assert.equal(await someone.page.evaluate(() => localStorage.getItem("mailgun-edge-runs")), "[]");
    }, { example: "A plain message" }),

  "401 is told, and the hint names key, domain and region": (context) =>
    person(context, async (someone) => {
      await someone.mode("sandbox", "unauthorized");
      includes(await someone.send(), "401 unauthorized");
      const [hint] = await someone.texts("#answer .advice");
      includes(hint.toLowerCase(), "key", "domain", "region");
      includes(await someone.answer(), "RefusedError", "Nothing was queued", "Forbidden");
    }, { example: "A plain message" }),

  "400 is told": answers("bad_request", "400 bad_request", "RefusedError"),
  "413 is told": answers("too_large", "413 too_large", "RefusedError", "52.4MiB"),
  "429 is told": answers("rate_limited", "429 rate_limited", "RefusedError", "retry after"),
  "500 is told: perhaps queued": answers("server_error", "500 server_error", "UnclearError", "perhaps queued"),
  "a lost connection is told: perhaps queued": answers("reset", "network", "UnclearError", "perhaps queued"),

  "no answer, and an abort": (context) =>
    person(context, async (someone) => {
      await someone.mode("sandbox", "timeout");
      await someone.page.click("[name=go]");
      await someone.see("the abort button", () => someone.page.$("[name=abort]:not([hidden])"));
      await someone.page.click("[name=abort]");
      await someone.see("the end", async () => (await someone.answer()).startsWith("Aborted"));
      await someone.mode("sandbox", "own");
      includes(await someone.send(), "200 accepted");
    }, { example: "A plain message" }),
};
