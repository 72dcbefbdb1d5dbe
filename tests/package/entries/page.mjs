// The contract in a browser. The fragment names the package's files and carries the env as JSON: it is too long for a request.
import { run } from "./contract.mjs";

const query = new URLSearchParams(location.hash.slice(1));
const [main, { parameters }, { createSandbox }] = await Promise.all(["main", "parameters", "sandbox"].map((name) => import(query.get(name))));
window.result = await run({ ...main, parameters, createSandbox }, JSON.parse(query.get("env")));
