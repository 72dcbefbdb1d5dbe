// A bundle of edge.mjs in Node: bundle.mjs <bundle> <env as JSON>
const [file, env] = process.argv.slice(2);
await import(new URL(file, import.meta.url));
console.log(await runContract(env));
