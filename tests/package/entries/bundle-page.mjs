// A bundle of edge.mjs in a page: the fragment names it and carries the env as JSON.
const query = new URLSearchParams(location.hash.slice(1));
await import(query.get("file"));
window.results = JSON.parse(await runContract(query.get("env")));
