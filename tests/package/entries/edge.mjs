// The contract in the edge runtime, bundled: it leaves a function in the global scope.
import * as main from "mailgun-edge";
import { parameters } from "mailgun-edge/parameters";
import { createSandbox } from "mailgun-edge/sandbox";
import { run } from "./contract.mjs";

globalThis.runContract = async (env) => JSON.stringify(await run({ ...main, parameters, createSandbox }, JSON.parse(env)));
