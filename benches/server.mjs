// A server that reads the whole body and answers. A process of its own. Prints its port.
import { createServer } from "node:http";
import { ANSWER } from "./fixture.mjs";

const server = createServer((request, response) => {
  request.on("end", () => response.writeHead(200, { "content-type": "application/json", "content-length": Buffer.byteLength(ANSWER) }).end(ANSWER));
  request.resume();
});
server.keepAliveTimeout = 0;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
