// Beside @types/node alone.

import { Buffer } from "node:buffer";
import { createReadStream, openAsBlob } from "node:fs";
import { Readable } from "node:stream";
import { Mailgun, Message, type FetchLike, type MessageInit } from "mailgun-edge";

export const init: MessageInit = {
  to: "a@b.c",
  attachment: [
    { data: Buffer.from("x"), filename: "a" },
    { data: createReadStream("b"), filename: "b" },
    { data: Readable.from([Buffer.from("c")]), filename: "c" },
    { data: new Blob(["d"]), filename: "d" },
    new File(["e"], "e"),
  ],
};
export const platform: FetchLike = fetch;
export const mailgun = new Mailgun({ key: process.env["MAILGUN_KEY"]!, domain: "mg.example.com", fetch });

export async function send(): Promise<FormData> {
  const message = new Message(init).attachment(await openAsBlob("f"), "f").attachment((await fetch("https://example.com")).body!, "g");
  await mailgun.send(message, { signal: AbortSignal.timeout(1000) });
  return message.toFormDataAsync();
}
