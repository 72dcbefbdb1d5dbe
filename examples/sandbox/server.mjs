// A local Mailgun on http://127.0.0.1:8025 (or the port given): node server.mjs [port]
import { createServer } from "node:http";
import { createSandbox } from "mailgun-edge/sandbox";

const sandbox = createSandbox({ key: "key-sandbox", domains: ["mg.example.com"] });

async function handle(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method, headers } = request;
  const body = chunks.length ? Buffer.concat(chunks) : undefined;
  const answer = await sandbox.fetch(new URL(request.url, "https://api.mailgun.net"), { method, headers, body });
  const message = sandbox.messages.pop();
  if (message) {
    console.log(message.id);
    for (const { name, value, filename, type, size } of message.parts) console.log(`  ${name}: ${value ?? `${filename} (${type}, ${size} bytes)`}`);
  }
  return answer;
}

const server = createServer(async (request, response) => {
  const answer = await handle(request);
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()));
});
server.listen(Number(process.argv[2] ?? 8025), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
