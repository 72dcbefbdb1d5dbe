// Lets `node --test tests/sandbox/` work in Node 22 too: it runs a folder as a module, where Node 20 and 26 search it.
const { readdirSync } = require("node:fs");

for (const name of readdirSync(__dirname)) if (name.endsWith(".test.mjs")) import(`./${name}`);
