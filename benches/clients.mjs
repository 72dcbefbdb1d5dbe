// The clients: each is made with { key, domain, base }, and gives a function that sends one message of cases.mjs.
// `fetch` is the global one, so that a stub can take its place.

import Mailgun from "mailgun.js";
import { Mailgun as Edge } from "mailgun-edge";
import postmark from "postmark";
import { Resend } from "resend";
import { handWritten } from "./hand.mjs";

const wire = (prefix, values = {}) => Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));

function edge({ key, domain, base }) {
  const mailgun = new Edge({ key, domain, baseUrl: base });
  return (message) => mailgun.send(message, { rules: { recipients_exposed: "off" } });
}

/** With its own fetch adapter, its documented way on edge runtimes. */
function mailgunJs({ key, domain, base }) {
  const client = new Mailgun(FormData).client({ username: "api", key, url: base, useFetch: true });
  return ({ tags, headers, variables, recipientVariables, attachment, ...rest }) =>
    client.messages.create(domain, {
      ...rest, ...wire("h:", headers), ...wire("v:", variables),
      ...(tags && { "o:tag": tags }),
      ...(recipientVariables && { "recipient-variables": JSON.stringify(recipientVariables) }),
      ...(attachment && { attachment: { data: new Blob([attachment.data], { type: attachment.contentType }), filename: attachment.filename } }),
    });
}

const base64 = (bytes) => bytes.toBase64?.() ?? Buffer.from(bytes.buffer).toString("base64");

function resend({ key, base }) {
  const client = new Resend(key, { baseUrl: base });
  return async ({ tags = [], variables, recipientVariables, attachment, ...rest }) => {
    const attachments = attachment && [{ content: base64(attachment.data), filename: attachment.filename }];
    const { error } = await client.emails.send({ ...rest, tags: tags.map((name) => ({ name, value: "1" })), attachments });
    if (error) throw new Error(error.message);
  };
}

function postmarkOf({ key, base }) {
  const client = new postmark.ServerClient(key, { requestHost: new URL(base).host, useHttps: false, fetch: (url, init) => fetch(url, init) });
  return ({ from, to, subject, text, html, tags, headers = {}, variables, attachment }) =>
    client.sendEmail({
      From: from, To: to.join(), Subject: subject, TextBody: text, HtmlBody: html, Tag: tags?.[0], Metadata: variables,
      Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
      Attachments: attachment && [{ Name: attachment.filename, Content: base64(attachment.data), ContentType: attachment.contentType, ContentID: null }],
    });
}

export const CLIENTS = { "hand-written": handWritten, "mailgun-edge": edge, "mailgun.js": mailgunJs, resend, postmark: postmarkOf };
