// What the page takes from npm, bundled for the browser into target/www/vendor: nodemailer's writer of mail, with the stream and
// the Buffer of Node that it is written for. The tools of tests/package must be installed (`npm ci` there).
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleContract } from "./contract.mjs";

const TOOLS = fileURLToPath(new URL("../tests/package/", import.meta.url));
const FOLDER = fileURLToPath(new URL("../target/www/vendor", import.meta.url));

/** The module `mail-writer.js`: `writeMail(options of a MailComposer)` gives the bytes of the mail; `bytesOf` makes what it takes. */
const ENTRY = `
  import MailComposer from "nodemailer/lib/mail-composer";
  import { Buffer } from "buffer/";
  export const bytesOf = (arrayBuffer) => Buffer.from(arrayBuffer);
  export const writeMail = (options) =>
    new Promise((resolve, reject) => {
      const mail = new MailComposer({ ...options, disableFileAccess: true, disableUrlAccess: true }).compile();
      mail.build((error, bytes) => (error ? reject(error) : resolve(bytes)));
    });
`;

// The builtins of Node that writing a mail from bytes uses. The others are asked for by code that is not reached.
const BUILTINS = {
  "node:stream": 'export * from "readable-stream"; export { default } from "readable-stream";',
  "node:crypto": 'import { Buffer } from "buffer/"; export default { randomBytes: (size) => Buffer.from(crypto.getRandomValues(new Uint8Array(size))) };',
};
const GLOBALS = `
  export { Buffer } from "buffer/";
  export { default as process } from "process/";
  export const setImmediate = (work, ...values) => queueMicrotask(() => work(...values));
`;

const standIns = {
  name: "stand-ins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:.*|globals)$/ }, ({ path }) => ({ path, namespace: "stand-in" }));
    onLoad({ filter: /.*/, namespace: "stand-in" }, ({ path }) => ({
      contents: path === "globals" ? GLOBALS : (BUILTINS[path] ?? "export default {};"),
      resolveDir: TOOLS,
    }));
  },
};

/** The licences of every package that the bundle holds. */
async function licences(inputs) {
  const packages = new Set(Object.keys(inputs).map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
  const texts = [...packages].sort().map(async (folder) => {
    const file = (await readdir(join(TOOLS, folder))).find((name) => /^licen[cs]e/i.test(name));
    return file && `${folder.split("node_modules/").pop()}\n\n${await readFile(join(TOOLS, folder, file), "utf8")}`;
  });
  return (await Promise.all(texts)).filter(Boolean).join("\n\n");
}

/** Writes under another name first, so that no reader sees half a file. */
async function put(name, contents) {
  const draft = join(FOLDER, `${name}.${process.pid}`);
  await writeFile(draft, contents);
  await rename(draft, join(FOLDER, name));
}

/** Bundles, and gives the folder. */
export async function vendor() {
  const require = createRequire(join(TOOLS, "package.json"));
  const { build } = require("esbuild");
  const { outputFiles, metafile } = await build({
    stdin: { contents: ENTRY, resolveDir: TOOLS, sourcefile: "mail-writer.js" },
    inject: ["globals"], plugins: [standIns], absWorkingDir: TOOLS, outfile: "mail-writer.js", write: false,
    bundle: true, format: "esm", platform: "browser", minify: true, metafile: true, legalComments: "none", logLevel: "error",
  });
  await mkdir(FOLDER, { recursive: true });
  await put("mail-writer.js", outputFiles[0].contents);
  await put("contract.js", await bundleContract(TOOLS));
  await put("licences.txt", await licences(metafile.inputs));
  return FOLDER;
}
