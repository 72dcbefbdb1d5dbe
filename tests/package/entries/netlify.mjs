// netlify.mjs <file>: what Netlify gives an edge function in Deno: its `Netlify.env`, and the requests to its path.
const { default: handler, config } = await import(Deno.args[0]);
globalThis.Netlify = { env: Deno.env };

Deno.serve((request) => {
  const wanted = new URL(request.url).pathname === config.path && request.method === config.method;
  return wanted ? handler(request, {}) : new Response(null, { status: 404 });
});
