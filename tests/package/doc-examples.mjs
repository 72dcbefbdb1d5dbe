// doc-examples.mjs: every @example of the types, from the installed tarball. What works is type-checked in the strictest form, and run;
// what is refused is run, and must throw or reject; where its caption quotes the words, with them.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { TOOLS } from "./runtimes/installed.mjs";
import { finish } from "./runtimes/process.mjs";

const FILES = ["index.d.ts", "parameters.d.ts", "sandbox.d.ts"];

/** What an example may use, besides what it imports. */
const NAMES = "Mailgun, Message, check, toFormData, toFormDataAsync, isMailgunError, isRefusedError, isInvalidMessageError, isUnclearError, createSandbox, env, bytes, png, file, sandbox, mailgun, message";
const CALLED = "fields, direct, proxy, sending, sandboxed";

/** How the examples of a type are written: a fragment of the fields that is put into this call. All else is a program. */
const CALLS = {
  MessageInit: (code) => `fields(${code})`,
  NamedFields: (code) => `fields(${code})`,
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
  ProxyOptions: (code) => `proxy(${code.startsWith("{") ? code : `{ domain: "mg.example.com", ${code} }`})`,
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

const moduleOf = (examples) => `import { ${NAMES}, ${CALLED} } from "./doc-kit.mjs";
const console = { log: (/** @type {unknown[]} */ ..._) => {} };
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

/** The types whose every member tells its default, and has an example of each kind; the fields of a message, a limit and a source too. */
const COMPLETE = ["MessageFields", "DirectOptions", "ProxyOptions", "CommonOptions", "SendOptions", "CheckOptions", "RetryOptions", "NamedData", "FileData", "SandboxOptions", "SandboxDomain"];

/** What a member of them lacks. One that can only be `undefined` says that it is left out. */
function gapsOf(text) {
  const gaps = [];
  for (const [, name, body] of text.matchAll(/^export interface (\w+)[^{]*\{\n([\s\S]*?)^\}/gm)) {
    if (!COMPLETE.includes(name)) continue;
    for (const [, comment = "", member, type] of body.matchAll(/(?:^  \/\*\*([\s\S]*?)\*\/\n)?^  (?:readonly )?("?[\w:-]+"?)\??: (.*)$/gm)) {
      if (type === "undefined;") continue;
      for (const word of name === "MessageFields" ? ["default", "limit", "source"] : ["default"]) {
        if (!new RegExp(`\\b${word}\\b`, "i").test(comment)) gaps.push(`${name}.${member} does not tell its ${word}`);
      }
      if (!/@example(?! Refused)/.test(comment)) gaps.push(`${name}.${member} has no example that works`);
      if (!/@example Refused/.test(comment)) gaps.push(`${name}.${member} has no example that is refused`);
    }
  }
  return gaps;
}

/** Runs all: [{ name, error? }]. */
export async function docExamples({ folder, packageFolder }) {
  const all = [];
  const gaps = [];
  for (const file of FILES) {
    const text = await readFile(join(packageFolder, file), "utf8");
    all.push(...examplesOf(file, text));
    gaps.push(...gapsOf(text));
  }
  const results = [{ name: "every option and field tells its default and has both examples", error: gaps.join("\n") || undefined }];
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
