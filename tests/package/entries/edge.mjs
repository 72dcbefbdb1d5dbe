// The contract as a program to bundle: it imports nothing of one runtime, and leaves a function in the global scope.
import { run } from "./contract.mjs";
import { pkg } from "./package.mjs";

globalThis.runContract = async (env) => JSON.stringify(await run(pkg, JSON.parse(env)));
