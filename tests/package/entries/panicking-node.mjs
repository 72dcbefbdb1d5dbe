// What a panic costs in Node.
import * as pkg from "mailgun-edge";
import * as inner from "./node_modules/mailgun-edge/core.js";
import { inARow, run } from "./panicking.mjs";

const result = await run(pkg, inner);
const memory = [];
for (let i = 0; i < 10; i++) {
  const broken = await inARow(pkg, inner, 1000);
  if (broken) result.failures.push({ name: "ten thousand panics in a row", error: broken });
  globalThis.gc();
  await new Promise((resolve) => setTimeout(resolve, 10));
  globalThis.gc();
  memory.push(Math.round(process.memoryUsage().rss / 1e6));
}
if (memory.at(-1) > memory[2] * 1.3 + 40) result.failures.push({ name: "flat memory", error: memory.join(" ") });
else result.passed += 2;
console.log(JSON.stringify({ ...result, memory }));
