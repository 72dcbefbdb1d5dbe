// From an empty form to a program that runs, in one visit.
import assert from "node:assert/strict";
import { includes, person } from "./person.mjs";

let serial = 0;

/** What is sent: the text of a line ends in CRLF on the wire. */
const onWire = (value) => value.replace(/\r\n|\n/g, "\r\n");

export const cases = {
  "a visit: type, drop, see a problem, correct it, send, read the parts, abort, copy, run the copy": (context) =>
    person(context, async (someone) => {
      const { page } = someone;
      await someone.type("from", "Ada <ada@mg.example.com>");
      await someone.type("to", "bob(at)host.com");
      await someone.type("subject", "Report 📈");
      await someone.type("text", "See the file.");
      await someone.drop("attachment", "notes.txt", "text/plain", "one two");
      includes(await someone.see("the problem", async () => (await someone.beside("to"))[0]), "Error", "bob(at)host.com");
      assert.deepEqual(await someone.names(), []);
      await someone.click("#problems li.error button");
      await someone.clear("to");
      await page.keyboard.type("bob@host.com");
      await page.keyboard.press("Enter");
      await someone.see("five parts", async () => (await someone.names()).length === 5);
      const domain = `visit-${++serial}.accept.example.com`;
      await someone.fill("[name=domain]", domain);
      await someone.mode("sandbox", "own");
      includes(await someone.send(), "200 accepted");
      includes(await someone.answer(), `@${domain}>`, "5 parts for 1 recipient");
      assert.deepEqual((await someone.parts()).map(([name, value]) => [name, value]).slice(0, 4), [["from", "Ada <ada@mg.example.com>"], ["to", "bob@host.com"], ["subject", "Report 📈"], ["text", "See the file."]]);
      await someone.mode("sandbox", "timeout");
      await someone.go();
      await someone.see("the attempt", async () => (await someone.texts("#answer .timeline li"))[0]?.startsWith("Attempt 1"));
      await someone.click("[name=abort]");
      await someone.see("the end", async () => (await someone.headline())?.startsWith("Aborted"));
      await someone.click("#tab-code");
      await page.select("#code select", "builder");
      const program = await someone.see("the program", async () => {
        const text = await page.$eval("#code pre", (pre) => pre.textContent);
        return text.includes("new Message()") && text.includes(domain) && text;
      });
      await context.tools.lay([["notes.txt", Buffer.from("one two")]]);
      const [{ parts }] = (await context.tools.send("builder", program, { domain })).slice(-1);
      const sent = [["from", "Ada <ada@mg.example.com>"], ["to", "bob@host.com"], ["subject", "Report 📈"], ["text", onWire("See the file.")], ["attachment", "notes.txt"]];
      assert.deepEqual(parts.map(({ name, value, filename }) => [name, value ?? filename]), sent);
    }),
};
