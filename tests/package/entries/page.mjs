// The contract in a browser. The query names the package's files and carries the env as JSON.
import { run } from "./contract.mjs";

const query = new URLSearchParams(location.search);
const [main, { parameters }, { createSandbox }] = await Promise.all(["main", "parameters", "sandbox"].map((name) => import(query.get(name))));
window.result = await run({ ...main, parameters, createSandbox }, JSON.parse(query.get("env")));
