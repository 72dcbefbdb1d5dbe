// Sending again: the attempts, the waits and their countdown; aborting; the runs that are kept.
import assert from "node:assert/strict";
import { includes, person } from "./person.mjs";

/** Keeps what the texts of a place have been from now on: what comes and goes may be gone before one looks. */
const keepTexts = (someone, place) =>
  someone.page.evaluate((selector) => {
    const seen = (globalThis.seen = new Set());
    const look = () => document.querySelectorAll(selector).forEach(({ textContent }) => seen.add(textContent));
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, place);
const keptTexts = (someone) => someone.page.evaluate(() => [...globalThis.seen]);

const steps = (someone) => someone.texts("#answer .timeline li");
const underWay = (someone, words) => someone.see(words, async () => (await steps(someone)).at(-1)?.startsWith(words));

export const cases = {
  "after a 429 the wait is counted down, and the second attempt is accepted": (context) =>
    person(context, async (someone) => {
      await someone.mode("sandbox", "rate_limited");
      await someone.fill("[name=wait]", "2");
      await keepTexts(someone, "#answer .countdown, #voice");
      await someone.go();
      await someone.see("the end", async () => (await someone.headline())?.startsWith("200 accepted"));
      const seen = await keptTexts(someone);
      assert.ok(seen.filter((text) => /^[\d.]+ s$/.test(text)).length > 1, `a countdown in ${seen}`);
      includes(seen.find((text) => text.startsWith("Attempt 1 came")), "429 rate_limited", "next one follows in 2.0 s");
      const [one, wait, two] = await steps(someone);
      includes(one, "Attempt 1", "429 rate_limited");
      includes(wait, "Wait", "of 2.0 s", "as long as the answer asks for");
      includes(two, "Attempt 2", "200 accepted");
      includes(await someone.answer(), "Answer 1: 429", "Answer 2: 200", "network", "wait");
    }, { example: "A plain message" }),

  "what was perhaps queued goes out again only when that is chosen": (context) =>
    person(context, async (someone) => {
      await someone.mode("sandbox", "server_error");
      includes(await someone.send(), "500 server_error");
      assert.equal((await steps(someone)).length, 1);
      await someone.page.select("[name=retry]", "ambiguous");
      includes(await someone.send(), "200 accepted");
      assert.equal((await steps(someone)).length, 3);
    }, { example: "A plain message" }),

  "a wait beyond the time for all is not begun": (context) =>
    person(context, async (someone) => {
      await someone.mode("sandbox", "rate_limited");
      await someone.fill("[name=wait]", "29");
      await someone.fill("[name=deadline]", "20");
      includes(await someone.send(), "429 rate_limited");
      assert.equal((await steps(someone)).length, 1);
    }, { example: "A plain message" }),

  "no answer: it times out, or is aborted; a wait is aborted too": (context) =>
    person(context, async (someone) => {
      await someone.mode("sandbox", "timeout", "never");
      await someone.fill("[name=timeout]", "0.2");
      includes(await someone.send(), "timeout");
      includes(await someone.answer(), "UnclearError", "perhaps queued");
      await someone.fill("[name=timeout]", "600");
      await someone.go();
      await underWay(someone, "Attempt 1");
      await someone.click("[name=abort]");
      await someone.see("the end", async () => (await someone.headline())?.startsWith("Aborted"));
      includes(await someone.answer(), "may have queued");
      await someone.mode("sandbox", "rate_limited", "default");
      await someone.fill("[name=wait]", "29");
      await someone.go();
      await underWay(someone, "Wait");
      await someone.page.keyboard.press("Escape");
      await someone.see("the end", async () => (await someone.headline())?.startsWith("Aborted"));
      includes(await someone.answer(), "during the wait", "Nothing was queued");
    }, { example: "A plain message" }),

  "runs are kept without content, looked at again after a reload, and forgotten on request": (context) =>
    person(context, async (someone) => {
      await someone.send();
      await someone.mode("sandbox", "server_error", "never");
      await someone.send();
      await someone.reload();
      await someone.see("two runs", async () => (await someone.texts("#history summary"))[0] === "2 runs");
      const kept = await someone.page.evaluate(() => localStorage.getItem("mailgun-edge-runs"));
      assert.deepEqual(JSON.parse(kept).map(({ mode, title }) => [mode, title]), [["sandbox", "500 server_error"], ["dry", "Ready"]]);
      const secrets = ["key-sandbox", Buffer.from("api:key-sandbox").toString("base64"), "bob@host.com", "Lovelace", "Minutes of Monday", "what I missed"];
      assert.deepEqual(secrets.filter((secret) => kept.includes(secret)), []);
      await someone.click("#history summary");
      await someone.click("#history li:nth-child(1) button");
      includes(await someone.answer(), "An earlier run", "500 server_error", "UnclearError", "Internal Server Error", "h:Reply-To", "assemble");
      await someone.click("#answer .recalled button");
      await someone.see("it closed", () => someone.page.$("#answer[hidden]"));
      assert.equal(await someone.page.evaluate(() => document.activeElement.localName), "summary");
      await someone.click("#history .history-end button");
      assert.equal(await someone.page.evaluate(() => localStorage.getItem("mailgun-edge-runs")), "[]");
      assert.ok(await someone.page.$("#history[hidden]"));
    }, { example: "A plain message" }),
};
