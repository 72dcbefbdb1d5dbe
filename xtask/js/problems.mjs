// problems.mjs <folder of the package>: prints { code: { source, problem } } as JSON, the examples of examples.mjs and what
// the package finds in them on 22 November 2026. Fails where an example gives anything but one problem of its code.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { examples } from "./examples.mjs";

const NOW = Date.parse("2026-11-22T12:00:00Z");
Date.now = () => NOW;

const { check, toFormData } = await import(pathToFileURL(join(process.argv[2], "default.js")));

/** What a call finds: what it returns, or what it throws. */
function problemsOf(call) {
  try {
    return call();
  } catch (error) {
    return error.problems;
  }
}

/** A function's text without what makes it one, and without its indentation in examples.mjs. */
const sourceOf = (call) => String(call).replace(/^\(\) =>\s*/, "").replace(/\n {6}/g, "\n");

const found = {};
for (const [code, call] of Object.entries(examples({ check, toFormData }))) {
  const problems = problemsOf(call);
  if (problems?.length !== 1 || problems[0].code !== code) throw new Error(`the example of ${code} gives ${JSON.stringify(problems)}`);
  found[code] = { source: sourceOf(call), problem: problems[0] };
}
console.log(JSON.stringify(found));
