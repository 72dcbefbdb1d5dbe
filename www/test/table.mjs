// The form is drawn from the package's table: a row that this page has never heard of has its field too.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { includes, person } from "./person.mjs";
import { serve } from "../serve.mjs";

const PACKAGE = fileURLToPath(new URL("../../target/npm/mailgun-edge", import.meta.url));

const ROWS = [
  { name: "o:moon-phase", field: "moonPhase", kind: "phase", repeatable: false, group: "delivery", doc: "When the moon is `full`.", source: "none" },
  { name: "o:star", field: "stars", setter: "star", kind: "tags", repeatable: true, group: "sky", doc: "Stars.", source: "none" },
];

/** Serves the page over a package whose table has more rows. */
async function withRows(work) {
  const packageDir = await mkdtemp(join(tmpdir(), "mailgun-edge-table-"));
  await cp(PACKAGE, packageDir, { recursive: true });
  const file = join(packageDir, "parameters.js");
  const table = (await readFile(file, "utf8")).replace("export const parameters", "const known");
  await writeFile(file, `${table}\nexport const parameters = [...known, ...${JSON.stringify(ROWS)}];\n`);
  const { url, close } = await serve({ packageDir });
  try {
    await work(url);
  } finally {
    await close();
    await rm(packageDir, { recursive: true, force: true });
  }
}

export const cases = {
  "a new row of the table has a field by itself": (context) =>
    withRows((url) =>
      person({ ...context, url }, async (someone) => {
        await someone.open("moonPhase");
        const field = '[data-field="moonPhase"]';
        includes((await someone.texts(field))[0], "Moon phase", "o:moon-phase", "When the moon is full.");
        await someone.type("moonPhase", "full");
        await someone.see("what the package says of it", async () => (await someone.beside("moonPhase")).length > 0);
        assert.deepEqual(await someone.texts('details:has([data-field="stars"]) > summary > span:first-child'), ["Sky"]);
        await someone.open("stars");
        await someone.type("stars", "Vega,Deneb,");
        assert.deepEqual(await someone.texts('[data-field="stars"] .chip-text'), ["Vega", "Deneb"]);
      })),
};
