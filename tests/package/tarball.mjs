// tarball.mjs: what the tarball holds, and what those say of it who look at packages: publint, attw
// (https://arethetypeswrong.github.io), npm, and JSR by `deno publish --dry-run`.

import assert from "node:assert/strict";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import ts from "typescript";
import { bin, install, tarball } from "./runtimes/installed.mjs";
import { finish, resultOf } from "./runtimes/process.mjs";

/** Every file, by who needs it. */
const FILES = {
  "people, and npm": ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json"],
  "the types": ["index.d.ts", "globals.d.ts", "parameters.d.ts", "sandbox.d.ts"],
  "the loaders": ["default.js", "edge-light.js", "workerd.js"],
  "the wasm, and as base64": ["mailgun_edge.wasm", "wasm-inline.js"],
  "the package": ["api.js", "attempt.js", "core.js", "draft.js", "errors.js", "glue.js", "mailgun.js", "message.js", "secrets.js", "source.js"],
  "mailgun-edge/parameters": ["parameters.js"],
  "mailgun-edge/sandbox": [
    "sandbox.js", "sandbox/address.js", "sandbox/answers.js", "sandbox/body.js", "sandbox/date.js", "sandbox/fault.js", "sandbox/form.js",
    "sandbox/message.js", "sandbox/options.js", "sandbox/rules.js",
  ],
};

/** What a file imports, re-exports and, as types do, refers to by its path. */
function importsOf(text) {
  const { importedFiles, referencedFiles } = ts.preProcessFile(text, true, true);
  return [...importedFiles, ...referencedFiles].map(({ fileName }) => fileName);
}

/** The files that are reached from one by its imports, itself among them; `see` is told every import. */
async function reached(folder, file, see = () => {}, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  if (!/\.(js|ts)$/.test(file)) return found;
  for (const specifier of importsOf(await readFile(join(folder, file), "utf8"))) {
    see(specifier);
    if (specifier.startsWith(".")) await reached(folder, posix.join(posix.dirname(file), specifier.replace("?module", "")), see, found);
  }
  return found;
}

const paths = (target) => (typeof target === "string" ? [target.slice(2)] : Object.values(target).flatMap(paths));
const sorted = (names) => [...names].sort();

const { folder, packageFolder, exports, remove } = await install();

const CASES = {
  "npm pack --dry-run holds these files and no other": async () => {
    const { stdout } = await finish("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: packageFolder });
    const [packed] = Object.values(JSON.parse(stdout));
    assert.deepEqual(sorted(packed.files.map(({ path }) => path)), sorted(Object.values(FILES).flat()));
  },
  "the tarball holds the same": async () => {
    const entries = await readdir(packageFolder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(packageFolder.length + 1));
    assert.deepEqual(sorted(files), sorted(Object.values(FILES).flat()));
  },
  "every file but those for people is reached from an export": async () => {
    const needed = new Set(FILES["people, and npm"]);
    for (const file of paths(exports)) for (const one of await reached(packageFolder, file)) needed.add(one);
    assert.deepEqual(sorted(needed), sorted(Object.values(FILES).flat()));
  },
  "mailgun-edge/inline is self-contained: no package, no wasm file, no address, nothing to await": async () => {
    const foreign = [];
    const files = await reached(packageFolder, paths(exports["./inline"].default)[0], (specifier) => /^\.{1,2}\/[^?]*\.js$/.test(specifier) || foreign.push(specifier));
    assert.deepEqual(foreign, []);
    for (const file of files) {
      const text = await readFile(join(packageFolder, file), "utf8");
      assert.doesNotMatch(text, /import\.meta|\bimport\(|\brequire\(|^await |^(?:const|let) .*= await /m, file);
    }
  },
  "mailgun-edge/inline sends in Node, Deno and Bun": async () => {
    const deno = ["run", "--no-lock", "--no-prompt", "--node-modules-dir=manual"];
    for (const [program, ...args] of [[process.execPath], [bin("deno"), ...deno], [bin("bun"), "run"]]) {
      const parts = await resultOf(program, [...args, "inline.mjs"], { cwd: folder });
      assert.deepEqual(parts, ["Ada <ada@mg.example.com>", "bob@host.com", "Report", "Hello", "attachment=a.txt"], program);
    }
  },
  "of two copies, neither takes the other's Message for an empty one, and each knows the other's errors": async () => {
    const copy = join(folder, "copy");
    await cp(packageFolder, copy, { recursive: true });
    const [one, other] = await Promise.all([packageFolder, copy].map((at) => import(join(at, exports["./inline"].default))));
    assert.notEqual(one.Message, other.Message);
    for (const [mine, theirs] of [[one, other], [other, one]]) {
      const message = new theirs.Message({ from: "a@mg.example.com", to: "b@host.com", subject: "x", text: "y" });
      assert.match(mine.check(message)[0].message, /found a Message of another copy of mailgun-edge/);
      assert.throws(() => mine.toFormData(message), theirs.isInvalidMessageError);
      assert.deepEqual(theirs.check(message), []);
    }
    await rm(copy, { recursive: true });
  },
  "where the platform has no Headers or FormData, a client says so": async () => {
    for (const name of ["Headers", "FormData"]) {
      const program = `delete globalThis.${name}; const { Mailgun } = await import("mailgun-edge"); try { new Mailgun({ key: "k", domain: "d.co" }); } catch ({ name, message }) { console.log(JSON.stringify([name, message])); }`;
      const told = await resultOf(process.execPath, ["--input-type=module", "--eval", program], { cwd: folder });
      assert.deepEqual(told, ["ConfigError", `${name}: expected the platform's own, found none`]);
    }
  },
  "publint has nothing to say": async () => {
    const { messages, pkg } = await publint({ pkgDir: packageFolder, strict: true, pack: false });
    assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
  },
  "attw --profile esm-only: the types are right; the wasm file has none": async () => {
    const { code, stdout, stderr } = await finish(bin("attw"), [await tarball(), "--profile", "esm-only", "--exclude-entrypoints", "mailgun_edge.wasm", "--no-emoji"]);
    assert.equal(code, 0, `${stdout}${stderr}`);
  },
  "deno publish --dry-run: fit for JSR, without slow types": async () => {
    const copy = join(folder, "jsr");
    await cp(packageFolder, copy, { recursive: true });
    const entries = [".", "./sandbox", "./parameters"].map((subpath) => [subpath, exports[subpath].default]);
    const { version, license } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
    await writeFile(join(copy, "jsr.json"), JSON.stringify({ name: "@mailgun-edge/mailgun-edge", version, license, exports: Object.fromEntries(entries) }));
    const { code, stdout, stderr } = await finish(bin("deno"), ["publish", "--dry-run", "--allow-dirty"], { cwd: copy });
    assert.equal(code, 0, `${stdout}${stderr}`);
    await rm(copy, { recursive: true });
  },
};

let failed = 0;
for (const [name, run] of Object.entries(CASES)) {
  try {
    await run();
    console.log(`ok tarball: ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL tarball: ${name}: ${error.message}`);
  }
}
await remove();
console.log(`${Object.keys(CASES).length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
