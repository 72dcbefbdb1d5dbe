// types.mjs: holds the installed tarball's types against typed programs, with tsc in its strictest form and without
// skipLibCheck: three ways to resolve modules, and the types of three platforms, each alone.

import { cp, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bin, install, TOOLS } from "./runtimes/installed.mjs";
import { finish } from "./runtimes/process.mjs";

const RESOLUTIONS = { bundler: "preserve", nodenext: "nodenext", node16: "node16" };
const PLATFORMS = {
  dom: { lib: ["esnext", "dom", "dom.iterable", "dom.asynciterable"], types: [] },
  node: { lib: ["esnext"], types: ["node"] },
  workers: { lib: ["esnext"], types: ["@cloudflare/workers-types"] },
};
const STRICT = {
  strict: true, noEmit: true, skipLibCheck: false, target: "esnext", exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true, noImplicitOverride: true, noPropertyAccessFromIndexSignature: true,
  isolatedModules: true, verbatimModuleSyntax: true,
};

const { folder, remove } = await install();
await cp(join(TOOLS, "types"), folder, { recursive: true });
for (const name of ["@types", "@cloudflare"]) await symlink(join(TOOLS, "node_modules", name), join(folder, "node_modules", name));

let passed = 0;
let failed = 0;
for (const [platform, { lib, types }] of Object.entries(PLATFORMS)) {
  for (const [moduleResolution, module] of Object.entries(RESOLUTIONS)) {
    const config = `tsconfig.${platform}.${moduleResolution}.json`;
    const files = ["accepted.ts", "refused.ts", `${platform}.ts`];
    await writeFile(join(folder, config), JSON.stringify({ compilerOptions: { ...STRICT, lib, types, module, moduleResolution }, files }));
    const { code, stdout, stderr } = await finish(bin("tsc"), ["--project", config, "--pretty", "false"], { cwd: folder });
    if (code === 0) passed++;
    else failed++;
    console.log(`${code === 0 ? "ok" : "FAIL"} types: ${platform}, ${moduleResolution}`);
    if (code !== 0) console.log(`${stdout}${stderr}`.trim());
  }
}
await remove();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
