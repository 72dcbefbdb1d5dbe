// The soak in Node and Deno: soaking-program.mjs FORM COUNT. Prints the wasm memory and the heap after each tenth.
import process from "node:process";
import { soak } from "./soaking.mjs";

const [form, count] = process.argv.slice(2);
const memories = new Set();
const { Instance } = WebAssembly;
WebAssembly.Instance = class extends Instance {
  constructor(...args) {
    super(...args);
    memories.add(this.exports.memory);
  }
};

const samples = [];
for (let i = 0; i < 10; i++) {
  const { failed } = await soak(form, Number(count) / 10);
  if (failed < count / 40) throw new Error(`only ${failed} failed`);
  for (let j = 0; j < 3; j++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const wasm = [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  samples.push({ wasm: wasm / 1e6, heap: process.memoryUsage().heapUsed / 1e6, resident: process.memoryUsage().rss / 1e6 });
}
console.log(JSON.stringify({ samples }));
