// The contract in a browser, in a page or a web worker: `text` names the package's files and carries the env as JSON.
import { run } from "./contract.mjs";

export async function contractOf(text, place) {
  const query = new URLSearchParams(text);
  const [main, { parameters }, { createSandbox }] = await Promise.all(["main", "parameters", "sandbox"].map((name) => import(query.get(name))));
  const env = JSON.parse(query.get("env"));
  const { passed, failures } = await run({ ...main, parameters, createSandbox }, { ...env, name: `${env.name}-${place.replace(" ", "-")}` });
  return { passed, failures: failures.map(({ name, error }) => ({ name: `${place}: ${name}`, error })) };
}

export const broken = (place, error) => ({ passed: 0, failures: [{ name: `${place}: start`, error: String(error) }] });
