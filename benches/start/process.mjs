// process.mjs FILE: prints what it took to import first.mjs as it was bundled, and then to send: [import, both, calls], in milliseconds.
const began = performance.now();
const { first } = await import(process.argv[2]);
const imported = performance.now();
const calls = await first();
console.log(JSON.stringify([imported - began, performance.now() - began, calls]));
