// A server that reads the whole body and answers as Mailgun, Resend and Postmark do. A process of its own. Prints its port.
import { createServer } from "node:http";

const ANSWER = JSON.stringify({ id: "<1@mg.example.com>", message: "Queued. Thank you.", ErrorCode: 0, Message: "OK", MessageID: "1" });

const server = createServer((request, response) => {
  request.on("end", () => response.writeHead(200, { "content-type": "application/json" }).end(ANSWER));
  request.resume();
});
server.keepAliveTimeout = 0;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
