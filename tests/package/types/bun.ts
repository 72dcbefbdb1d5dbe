// Beside bun-types alone, which bring @types/node.

import { Mailgun, Message, type FetchLike, type MessageInit } from "mailgun-edge";

export const init: MessageInit = {
  to: "a@b.c",
  attachment: [
    { data: Bun.file("report.pdf"), filename: "report.pdf" },
    { data: Bun.file("a").stream(), filename: "a" },
    { data: Buffer.from("b"), filename: "b" },
    new File(["c"], "c"),
  ],
};
export const platform: FetchLike = fetch;
export const mailgun = new Mailgun({ key: Bun.env["MAILGUN_KEY"]!, domain: "mg.example.com", fetch });

export const server = Bun.serve({
  async fetch(request): Promise<Response> {
    const message = new Message(init).attachment(request.body!, "body").attachment(Bun.file("d"), "d");
    return Response.json(await mailgun.send(message, { signal: request.signal }));
  },
});
