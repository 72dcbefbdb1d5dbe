// Beside lib.dom: the platform's own things go in and come out.

import { Mailgun, Message, toFormData, type FetchLike, type MessageInit } from "mailgun-edge";

declare const file: File;
declare const blob: Blob;
declare const stream: ReadableStream<Uint8Array>;
declare const response: Response;
declare const input: HTMLInputElement;

export const init: MessageInit = {
  to: "a@b.c",
  attachment: [file, { data: file }, { data: blob, filename: "b" }, { data: stream, filename: "s" }, { data: response, filename: "r" }],
  inline: [...(input.files ?? [])],
  archiveTo: new URL("https://archive.example.com"),
};
export const platform: FetchLike = fetch;
export const mailgun = new Mailgun({ domain: "mg.example.com", baseUrl: "https://www.example.com/mail", fetch, headers: new Headers({ "X-A": "1" }) });
export const message = new Message().attachment(file).attachment(stream, "s").attachment(blob, { filename: "b" });
export const entries: [string, FormDataEntryValue][] = [...toFormData(init).entries()];

export async function send(controller: AbortController): Promise<Response> {
  await mailgun.send(init, { signal: controller.signal });
  return fetch("/mail", { method: "POST", body: message.toFormData() });
}
