// doc-examples.mjs: every @example of the types, from the installed tarball. What works is type-checked in the strictest form, and run;
// what is refused is run, and must throw or reject; where its caption quotes the words, with them.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { TOOLS } from "./runtimes/installed.mjs";
import { finish } from "./runtimes/process.mjs";

const FILES = ["index.d.ts", "parameters.d.ts", "sandbox.d.ts"];
const KIT = "./doc-kit.mjs";

/** How the examples of a type are written: a fragment of the fields that is put into this call. All else is a program. */
const CALLS = {
  MessageInit: (code) => `fields(${code})`,
  MessageFields: (code) => `fields({ ...message, ...${object(code)} })`,
  WireFields: (code) => `fields({ ...message, ...${object(code)} })`,
  Mailbox: (code) => `fields({ ...message, to: ${code} })`,
  Recipients: (code) => `fields({ ...message, to: ${code} })`,
  Flag: (code) => `fields({ ...message, dkim: ${code} })`,
  RecipientVariables: (code) => `fields({ ...message, recipientVariables: ${code} })`,
  Entries: (code) => `fields({ ...message, headers: ${code} })`,
  AttachmentInput: (code) => `fields({ ...message, attachment: ${code} })`,
  NamedData: (code) => `fields({ ...message, attachment: ${code} })`,
  FileData: (code) => `fields({ ...message, attachment: ${code} })`,
  AttachmentData: (code) => `fields({ ...message, attachment: { data: ${code}, filename: "a.csv" } })`,
  DirectOptions: (code) => `direct(${object(code)})`,
  CommonOptions: (code) => `direct(${object(code)})`,
  SendEvent: (code) => `direct(${object(code)})`,
  RetryOptions: (code) => `direct({ retry: ${object(code)} })`,
  ProxyOptions: (code) => `proxy({ domain: "mg.example.com", ...${object(code)} })`,
  SendOptions: (code) => `sending(${object(code)})`,
  CheckOptions: (code) => `sending(${object(code)})`,
  Rules: (code) => `sending({ rules: ${code} })`,
  SandboxOptions: (code) => `sandboxed(${object(code)})`,
  SandboxDomain: (code) => `sandboxed({ domains: [${object(code)}] })`,
};

const object = (code) => (code.startsWith("{") ? code : `{ ${code} }`);

/** A program may import what it needs. */
const program = (code) => code.replace(/^import (\{[^}]*\}) from ("[^"]+");$/gm, "const $1 = await import($2);");

/** [{ name, refused, words, body }], in the order of the file. */
function examplesOf(file, text) {
  const examples = [];
  let owner = "";
  for (const { 0: comment, 1: inner, index } of text.matchAll(/\/\*\*([\s\S]*?)\*\//g)) {
    const after = text.slice(index + comment.length).match(/^\s*(?:export )?(?:declare )?(?:(interface|class|type|function|const) )?(?:readonly )?([\w"$-]+)/);
    const indented = text[index - 1] === " ";
    if (!indented) owner = after?.[2] ?? owner;
    const lines = inner.split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
    for (const part of lines.join("\n").split(/^@(?=\w)/m).filter((part) => part.startsWith("example"))) {
      const [caption, ...rest] = part.split("\n");
      const code = rest.join("\n").trim();
      const line = text.slice(0, text.indexOf(rest[0], index)).split("\n").length;
      const [, words] = caption.match(/`([^`]+)`/) ?? [];
      const isCall = CALLS[owner] && !/^(const|await|new Mailgun)\b/.test(code);
      examples.push({
        name: `${file}:${line} ${indented ? `${owner}.${after?.[2]}` : owner}`,
        refused: caption.startsWith("example Refused"),
        words,
        body: isCall ? `await ${CALLS[owner](code)};` : program(code),
      });
    }
  }
  return examples;
}

const moduleOf = (examples) => `import * as kit from "${KIT}";
const { ${"Mailgun Message check toFormData toFormDataAsync isMailgunError isConfigError isInvalidMessageError isRefusedError isUnclearError isInternalError createSandbox parameters env bytes png file sandbox mailgun message fields direct proxy sending sandboxed".split(" ").join(", ")} } = kit;
const stream = () => new Blob([bytes]).stream();
export const examples = [
${examples.map(({ body }) => `  async () => {\n${body.replace(/\bstream\b(?=[ ,})])/g, "stream()")}\n  },`).join("\n")}
];
`;

const CHECKED = {
  strict: true, noEmit: true, allowJs: true, checkJs: true, target: "esnext", module: "nodenext", moduleResolution: "nodenext",
  lib: ["esnext", "dom", "dom.iterable", "dom.asynciterable"], types: [], exactOptionalPropertyTypes: true,
};

/** What tsc says of the examples that work. */
async function typeErrors(folder, file) {
  await writeFile(join(folder, "tsconfig.doc.json"), JSON.stringify({ compilerOptions: CHECKED, files: [file] }));
  const { stdout } = await finish(process.execPath, [join(TOOLS, "node_modules/typescript/lib/tsc.js"), "--project", "tsconfig.doc.json", "--pretty", "false"], { cwd: folder });
  return stdout.trim();
}

/** Why an example is not as it should be, if it is not. */
async function fault({ refused, words, body }, run) {
  const error = await run().then(() => undefined, (error) => error ?? new Error("nothing"));
  if (!refused) return error && `${error}\n${body}`;
  if (!error) return `is not refused\n${body}`;
  if (words && !String(error.message).includes(words)) return `expected \`${words}\`, found \`${error.message}\``;
  return error instanceof SyntaxError || error instanceof ReferenceError ? String(error) : undefined;
}

/** Runs all: [{ name, error? }]. */
export async function docExamples({ folder, packageFolder }) {
  const all = [];
  for (const file of FILES) all.push(...examplesOf(file, await readFile(join(packageFolder, file), "utf8")));
  const results = [];
  for (const refused of [false, true]) {
    const file = `doc-${refused ? "refused" : "accepted"}.mjs`;
    const examples = all.filter((example) => example.refused === refused);
    await writeFile(join(folder, file), moduleOf(examples));
    const { examples: runs } = await import(pathToFileURL(join(folder, file)).href);
    for (const [i, run] of runs.entries()) results.push({ name: examples[i].name, error: await fault(examples[i], run) });
    if (!refused) results.push({ name: "the examples that work are well typed", error: (await typeErrors(folder, file)) || undefined });
  }
  return results;
}
