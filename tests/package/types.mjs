// types.mjs: holds the installed tarball's types against typed programs, in TypeScript's strictest form and without
// skipLibCheck: two compilers, three ways to resolve modules, and the types of four platforms, each alone; and in Deno.
// TypeDoc makes their documentation, a warning being an error.

import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bin, install, TOOLS } from "./runtimes/installed.mjs";
import { finish } from "./runtimes/process.mjs";

/** TypeScript 7, the first that is native, checks everything; 5.9, ten times as slow, each platform and each resolution once. */
const COMPILERS = { "TypeScript 7": "typescript7/bin/tsc", "TypeScript 5.9": "typescript/lib/tsc.js" };
const isSpared = (compiler, platform, resolution) => compiler === "TypeScript 5.9" && platform !== "dom" && resolution !== "nodenext";
const RESOLUTIONS = { bundler: "preserve", nodenext: "nodenext", node16: "node16" };
const PLATFORMS = {
  dom: { lib: ["esnext", "dom", "dom.iterable", "dom.asynciterable"], types: [] },
  node: { lib: ["esnext"], types: ["node"] },
  workers: { lib: ["esnext"], types: ["@cloudflare/workers-types"] },
  bun: { lib: ["esnext"], types: ["bun-types"] },
};
const STRICT = {
  strict: true, noEmit: true, skipLibCheck: false, target: "esnext", exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true, noImplicitOverride: true, noPropertyAccessFromIndexSignature: true,
  isolatedModules: true, verbatimModuleSyntax: true,
};

const TYPEDOC = [
  "--tsconfig", "tsconfig.json", "--readme", "none", "--disableSources", "--out", "documentation", "--treatWarningsAsErrors", "--treatValidationWarningsAsErrors",
  "--validation.notDocumented", "true", "--validation.notExported", "--validation.invalidLink", "--validation.rewrittenLink", "--validation.unusedMergeModuleWith",
];

const { folder, packageFolder, remove } = await install();
await cp(join(TOOLS, "types"), folder, { recursive: true });
await mkdir(join(folder, "node_modules"), { recursive: true });
for (const name of ["@types", "@cloudflare", "bun-types"]) await symlink(join(TOOLS, "node_modules", name), join(folder, "node_modules", name));

/** Every check by its name: the program, its arguments, and where it is run. */
const checks = {};
for (const [platform, { lib, types }] of Object.entries(PLATFORMS)) {
  for (const [moduleResolution, module] of Object.entries(RESOLUTIONS)) {
    const config = `tsconfig.${platform}.${moduleResolution}.json`;
    const files = ["accepted.ts", "refused.ts", `${platform}.ts`, ...(moduleResolution === "nodenext" ? ["require.cts"] : [])];
    await writeFile(join(folder, config), JSON.stringify({ compilerOptions: { ...STRICT, lib, types, module, moduleResolution }, files }));
    for (const [compiler, path] of Object.entries(COMPILERS)) {
      if (isSpared(compiler, platform, moduleResolution)) continue;
      checks[`${platform}, ${moduleResolution}, ${compiler}`] = [process.execPath, [join(TOOLS, "node_modules", path), "--project", config, "--pretty", "false"]];
    }
  }
}
checks["deno check"] = [bin("deno"), ["check", "--no-lock", "--node-modules-dir=manual", "deno.ts", "accepted.ts", "refused.ts"]];

const documented = join(folder, "documented");
const entries = ["index.d.ts", "parameters.d.ts", "sandbox.d.ts"];
await cp(packageFolder, documented, { recursive: true });
await writeFile(join(documented, "tsconfig.json"), JSON.stringify({ compilerOptions: { ...STRICT, ...PLATFORMS.dom, module: "nodenext" }, files: entries }));
checks.TypeDoc = [process.execPath, [join(TOOLS, "node_modules/typedoc/bin/typedoc"), ...entries.flatMap((entry) => ["--entryPoints", entry]), ...TYPEDOC], documented];

let failed = 0;
const names = Object.keys(checks);
async function work() {
  for (let name = names.shift(); name; name = names.shift()) {
    const [program, args, cwd = folder] = checks[name];
    const { code, stdout, stderr } = await finish(program, args, { cwd });
    if (code !== 0) failed++;
    console.log(`${code === 0 ? "ok" : "FAIL"} types: ${name}`);
    if (code !== 0) console.log(`${stdout}${stderr}`.trim());
  }
}
await Promise.all([work(), work()]);
await remove();
console.log(`${Object.keys(checks).length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
