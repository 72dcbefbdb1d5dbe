// The self-test of the page: the contract, in the browser at hand.
import assert from "node:assert/strict";
import { includes, person } from "./person.mjs";

const said = async (someone) => (await someone.texts("#self-test [role=status]"))[0];

export const cases = {
  "the self-test runs the contract, and tells what it could not run": (context) =>
    person(context, async (someone) => {
      await someone.click("#self-test-run");
      await someone.see("that it runs", async () => (await said(someone)) === "Running …");
      await someone.see("its end", async () => / in [\d.]+ s\.$/.test(await said(someone)));
      const [, failed, notRun, passed] = /^(\d+) failed, (\d+) not run here, (\d+) passed/.exec(await said(someone)).map(Number);
      assert.equal(failed, 0, (await someone.texts('[data-result="failed"] li')).join("\n"));
      assert.ok(passed > 400, `${passed} passed`);
      assert.ok(notRun > 0 && notRun < passed / 3, `${notRun} not run`);
      const reasons = (await someone.texts('[data-result="not-run"] details > summary')).join("\n");
      includes(reasons, "only a real connection shows it", "adds Content-Length");
    }),

  "the self-test stops when it is told to, and shows a failure first": (context) =>
    person(context, async (someone) => {
      await someone.click("#self-test-run");
      await someone.see("its progress", () => someone.page.$("#self-test progress[value]"));
      await someone.click("#self-test-run");
      includes(await said(someone), "Stopped: 0 failed");
      await someone.page.evaluate(() => {
        const { Worker } = globalThis;
        globalThis.Worker = class extends EventTarget {
          constructor() {
            super();
            globalThis.Worker = Worker;
            const tell = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
            setTimeout(() => {
              tell({ name: "sending: one", state: "passed", of: 2 });
              tell({ name: "sending: <b>two</b>", state: "failed", text: "expected 1, found 2", of: 2 });
              tell({ done: true });
            });
          }
          terminate() {}
        };
      });
      await someone.click("#self-test-run");
      await someone.see("the failure", async () => (await said(someone)).startsWith("1 failed, 0 not run here, 1 passed"));
      assert.deepEqual(await someone.texts("#self-test .results > summary"), ["1 failed", "1 passed"]);
      includes((await someone.texts('[data-result="failed"][open] li'))[0], "sending: <b>two</b>", "expected 1, found 2");
    }),
};
