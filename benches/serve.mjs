// worker.mjs behind HTTP in Node, Deno or Bun. Prints its port.
import { handle } from "./worker.mjs";

const answer = (request, more) => handle(request, more).catch((error) => new Response(error.stack, { status: 500 }));
const options = { hostname: "127.0.0.1", port: 0, idleTimeout: 255, fetch: (request) => answer(request) };

if (globalThis.Bun) console.log(Bun.serve(options).port);
else if (globalThis.Deno) Deno.serve({ ...options, onListen: ({ port }) => console.log(port) }, options.fetch);
else {
  const { createServer } = await import("node:http");
  const more = { nodemailer: () => import("./clients/nodemailer.mjs") };
  const server = createServer(async (request, response) => {
    const answered = await answer({ url: `http://127.0.0.1${request.url}` }, more);
    response.writeHead(answered.status).end(await answered.text());
  });
  server.keepAliveTimeout = 0;
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
}
