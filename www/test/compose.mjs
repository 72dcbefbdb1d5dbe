// Filling in the form: what a person types, what is said about it, and the parts that follow.
import assert from "node:assert/strict";
import { includes, least, person } from "./person.mjs";

export const cases = {
  "every parameter of the package has a field with a label": (context) =>
    person(context, async ({ page }) => {
      const missing = await page.evaluate(async () => {
        const { parameters } = await import("./package.js");
        return parameters.filter((row) => !document.querySelector(`[data-field="${row.field}"]`)).map((row) => row.field);
      });
      assert.deepEqual(missing, []);
      const nameless = await page.$$eval("input, textarea, select, button", (elements) =>
        elements
          .filter((element) => !element.labels?.length && !element.getAttribute("aria-label") && element.textContent.trim() === "")
          .map((element) => element.outerHTML));
      assert.deepEqual(nameless, []);
    }),

  "an empty form lists what is missing, and no parts": (context) =>
    person(context, async (someone) => {
      const problems = (await someone.problems()).join("\n");
      includes(problems, "missing_from", "missing_to", "missing_body");
      assert.deepEqual(await someone.names(), []);
      assert.deepEqual(await someone.beside("from"), [], "a field nobody touched is not yet wrong");
    }),

  "a wrong address shows beside the field while typing, and the list leads to it": (context) =>
    person(context, async (someone) => {
      await someone.type("to", "bob@host.com, eve(at)host.com");
      const [beside] = await someone.see("the problem beside the field", async () => {
        const found = await someone.beside("to");
        return found.length > 0 && found;
      });
      includes(beside, "Error");
      await someone.type("from", "ada@mg.example.com");
      await someone.type("text", "Hello");
      await someone.see("to[1] as the only error", async () => (await someone.texts("#problems li.error .what > code")).join() === "to[1]");
      await someone.click("#problems li.error button");
      const { field, value } = await someone.page.evaluate(() => ({
        field: document.activeElement.closest("[data-field]").dataset.field,
        value: document.activeElement.value.trim(),
      }));
      assert.deepEqual({ field, value }, { field: "to", value: "eve(at)host.com" });
      await someone.clear("to");
      await someone.page.keyboard.type("eve@host.com");
      await someone.page.keyboard.press("Enter");
      await someone.see("no error", async () => (await someone.page.count("#problems li.error")) === 0);
      assert.equal((await someone.beside("to")).filter((text) => text.startsWith("Error")).length, 0);
    }),

  "parts stand in the table's order, whatever the order of typing": (context) =>
    person(context, async (someone) => {
      await someone.open("tags");
      await someone.type("tags", "weekly,report,");
      await someone.type("text", "See the file.");
      await someone.type("subject", "Report");
      await someone.type("to", "Bob <bob@host.com>");
      await someone.type("from", "Ada <ada@mg.example.com>");
      await someone.see("six parts", async () => (await someone.names()).length === 6);
      assert.deepEqual(await someone.names(), ["from", "to", "subject", "text", "o:tag", "o:tag"]);
      const parts = await someone.parts();
      assert.equal(parts[0][1], "Ada <ada@mg.example.com>");
      assert.deepEqual(parts.slice(4).map(([name, value]) => [name, value]), [["o:tag1/2", "weekly"], ["o:tag2/2", "report"]]);
    }),

  "files are chosen, dropped, renamed and removed": (context) =>
    person(context, async (someone) => {
      await least(someone);
      await someone.attach("attachment", context.files.letter);
      await someone.drop("attachment", "notes.txt", "text/plain", "one\ntwo");
      await someone.see("two attachments", async () => (await someone.names()).length === 6);
      const parts = (await someone.parts()).slice(4);
      includes(parts[0].join(" "), "attachment", "Rechnung für Bob.csv", "text/csv", "22 B");
      includes(parts[1].join(" "), "attachment", "notes.txt", "text/plain", "7 B");
      await someone.fill('[data-field="attachment"] li:nth-child(2) .file-name', "Notes 📝.txt");
      await someone.see("the new name", async () => (await someone.parts())[5]?.[1].includes("Notes 📝.txt"));
      await someone.click('[data-field="attachment"] li:nth-child(1) .chip-remove');
      await someone.see("one attachment", async () => (await someone.names()).length === 5);
    }),

  "headers, variables, recipient variables, flags and a date": (context) =>
    person(context, async (someone) => {
      await least(someone);
      for (const field of ["headers", "recipientVariables", "trackingClicks", "deliverWithin"]) await someone.open(field);
      const row = async (field, ...texts) => {
        await someone.into(`[data-field="${field}"] .row:last-child input`);
        for (const text of texts) {
          await someone.page.keyboard.type(text);
          await someone.page.keyboard.press("Tab");
        }
      };
      await row("headers", "X-Campaign", "spring");
      await row("variables", "id", "7");
      await row("recipientVariables", "bob@host.com", "name", "Bob");
      await someone.click('[data-field="trackingClicks"] input[value=htmlonly]');
      await someone.type("deliverWithin", "1h30m");
      await someone.see("nine parts", async () => (await someone.names()).length === 9);
      assert.deepEqual(await someone.names(), ["from", "to", "subject", "text", "recipient-variables", "o:deliver-within", "o:tracking-clicks", "h:X-Campaign", "v:id"]);
      const values = (await someone.parts()).map(([, value]) => value);
      assert.deepEqual(values.slice(4), ['{"bob@host.com":{"name":"Bob"}}', "1h30m", "htmlonly", "spring", "7"]);
    }),

  "a list with an entry on each line becomes an entry for each line": (context) =>
    person(context, async (someone) => {
      const people = Array.from({ length: 1000 }, (_, at) => `reader${at}@host.com`);
      await someone.paste("to", people.join("\r\n"));
      await someone.open("tags");
      await someone.paste("tags", "weekly\nreport");
      await someone.type("from", "a@mg.example.com");
      await someone.type("text", "x");
      await someone.see("the parts", async () => (await someone.names()).filter((name) => name === "o:tag").length === 2);
      assert.equal((await someone.names()).filter((name) => name === "to").length, 1);
      assert.deepEqual(await someone.texts('[data-field="tags"] .chip-text'), ["weekly", "report"]);
      assert.deepEqual(await someone.texts('[data-field="to"] .chip-list .link'), ["and 984 more"]);
    }),

  "a date that is half filled in is an error": (context) =>
    person(context, async (someone) => {
      await least(someone);
      await someone.open("deliveryTime");
      await someone.into('[data-field="deliveryTime"] input');
      await someone.page.keyboard.type("12");
      await someone.see("that it is told", async () => (await someone.beside("deliveryTime")).length > 0);
      await someone.see("no parts", async () => (await someone.names()).length === 0);
    }),

  "rows that no object can hold are errors, and are not left out": (context) =>
    person(context, async (someone) => {
      await least(someone);
      const told = {
        headers: ["X-A\t1\nX-A\t2", "duplicate_field"],
        variables: ["\tvalue", "invalid_variable_name"],
        recipientVariables: ["bob@host.com\tn\t1\nbob@host.com\tn\t2\n\tname\tEve", "invalid_json"],
      };
      for (const [field, [rows]] of Object.entries(told)) {
        await someone.open(field);
        await someone.paste(field, rows);
      }
      const codes = await someone.see("an error of each", async () => {
        const found = (await someone.problems()).join("\n");
        return Object.values(told).every(([, code]) => found.includes(code)) && found;
      });
      includes(codes, "invalid_recipient_key");
      assert.deepEqual(await someone.names(), []);
    }),

  "recipient variables are pasted as CSV and as JSON": (context) =>
    person(context, async (someone) => {
      await least(someone);
      await someone.open("recipientVariables");
      await someone.paste("recipientVariables", 'email,name,city\r\nbob@host.com,"Bob ""B"", Jr.",\r\neve@host.com,Eve,Bonn\r\n');
      await someone.paste("recipientVariables", JSON.stringify({ "ann@host.com": { name: "Ann", seats: 3 }, "tom@host.com": {} }, null, 2));
      await someone.see("five parts", async () => (await someone.names()).length === 5);
      assert.deepEqual(JSON.parse((await someone.parts())[4][1]), {
        "bob@host.com": { name: 'Bob "B", Jr.', city: "" },
        "eve@host.com": { name: "Eve", city: "Bonn" },
        "ann@host.com": { name: "Ann", seats: "3" },
        "tom@host.com": {},
      });
    }),

  "recipients who see each other are parted where the problem leads": (context) =>
    person(context, async (someone) => {
      await least(someone);
      await someone.type("to", ", eve@host.com,");
      await someone.see("the warning", async () => (await someone.problems()).join().includes("recipients_exposed"));
      await someone.click("#problems li.warning button");
      await someone.page.keyboard.type(" ");
      await someone.see("the part", async () => (await someone.parts())[4]?.slice(0, 2).join() === "recipient-variables,{}");
      assert.deepEqual(await someone.problems(), []);
    }),

  "an image of any name is put in the HTML, and another file is not": (context) =>
    person(context, async (someone) => {
      await least(someone);
      await someone.drop("inline", "100% \"b\" <ü>.png", "image/png", "x");
      await someone.drop("inline", "notes.txt", "text/plain", "x");
      assert.deepEqual(await someone.texts('[data-field="inline"] li .small'), ["Put in HTML"]);
      await someone.click('[data-field="inline"] li .small');
      const html = await someone.page.$eval('[data-field="html"] textarea', (area) => area.value);
      assert.equal(html, '<img src="cid:100%25%20%22b%22%20%3C%C3%BC%3E.png" alt="">');
    }),

  "many rows are folded": (context) =>
    person(context, async (someone) => {
      await someone.paste("variables", Array.from({ length: 40 }, (_, at) => `n${at}\t${at}`).join("\n"));
      const shown = () => someone.page.$$eval('[data-field="variables"] .row:not([hidden])', (rows) => rows.length);
      assert.equal(await shown(), 17);
      await someone.open("variables");
      await someone.click('[data-field="variables"] button.link');
      assert.equal(await shown(), 41);
    }),

  "a table from a spreadsheet becomes rows": (context) =>
    person(context, async (someone) => {
      await least(someone);
      await someone.open("recipientVariables");
      await someone.paste("recipientVariables", "Address\tname\tnumber\r\nbob@host.com\tBob\t1\r\neve@host.com\tEve, \"E\"\t2\r\n");
      await someone.paste("variables", "a\t1\nb\t2");
      await someone.see("seven parts", async () => (await someone.names()).length === 7);
      const values = (await someone.parts()).slice(4).map((part) => part.slice(0, 2));
      assert.deepEqual(values, [
        ["recipient-variables", '{"bob@host.com":{"name":"Bob","number":"1"},"eve@host.com":{"name":"Eve, \\"E\\"","number":"2"}}'],
        ["v:a", "1"], ["v:b", "2"],
      ]);
    }),
};
