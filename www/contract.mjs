// The contract of the package, tests/package/contract.mjs, bundled for the page's self-test: the cases, the answers of their
// loopback server, and the rows of docs/same-bytes.md (those of web-platform-tests where MAILGUN_CORPORA names them). There is no second copy of them.
import { createRequire } from "node:module";
import { join } from "node:path";
import { sameBytesRows } from "../tests/package/wpt.mjs";

const LICENCE = "/* The rows of web-platform-tests: BSD-3-Clause, https://github.com/web-platform-tests/wpt/blob/master/LICENSE.md */";

/** Gives the bytes of `contract.js`. `tools` is the folder of the tests. */
export async function bundleContract(tools) {
  const { build } = createRequire(join(tools, "package.json"))("esbuild");
  const rows = JSON.stringify(await sameBytesRows(() => {}));
  const contents = `export { run } from "./contract.mjs"; export { answer } from "./answers.mjs"; export const rows = ${rows};`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: tools, sourcefile: "contract.js" }, absWorkingDir: tools, outfile: "contract.js",
    write: false, bundle: true, format: "esm", platform: "browser", banner: { js: LICENCE }, target: "es2022", charset: "utf8", logLevel: "error",
  });
  return outputFiles[0].contents;
}
