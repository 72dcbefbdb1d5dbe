// The postmark client, and one message in its own form: another service, sent as JSON.
import postmark from "postmark";
import { base64 } from "./base64.mjs";

export default function ({ key, base }) {
  const client = new postmark.ServerClient(key, { requestHost: new URL(base).host, useHttps: false, fetch: (url, init) => fetch(url, init) });
  return ({ from, to, subject, text, html, tags, headers = {}, variables, attachment }) =>
    client.sendEmail({
      From: from, To: to.join(), Subject: subject, TextBody: text, HtmlBody: html, Tag: tags?.[0], Metadata: variables,
      Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
      Attachments: attachment && [{ Name: attachment.filename, Content: base64(attachment.data), ContentType: attachment.contentType, ContentID: null }],
    });
}
