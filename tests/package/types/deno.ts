// Checked by Deno, beside its own types.

import { Mailgun, Message, type FetchLike, type MessageInit } from "mailgun-edge";
import { parameters } from "mailgun-edge/parameters";
import { createSandbox } from "mailgun-edge/sandbox";

using report = await Deno.open("report.pdf");
export const init: MessageInit = {
  to: "a@b.c",
  attachment: [
    { data: await Deno.readFile("a"), filename: "a" },
    { data: report.readable, filename: "report.pdf" },
    { data: new Blob(["b"]), filename: "b" },
    new File(["c"], "c"),
  ],
};
export const platform: FetchLike = fetch;
export const sandbox: FetchLike = createSandbox({ key: "key-1", domains: ["mg.example.com"] }).fetch;
export const names: string[] = parameters.map((parameter) => parameter.name);
export const mailgun = new Mailgun({ key: Deno.env.get("MAILGUN_KEY")!, domain: "mg.example.com", fetch });

Deno.serve(async (request) => {
  const message = new Message(init).attachment(request.body!, "body");
  return Response.json(await mailgun.send(message, { signal: request.signal }));
});
