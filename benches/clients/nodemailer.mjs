// With its transport for Mailgun: Node alone, over node:http, and no fetch that could be stubbed.
import nodemailer from "nodemailer";
import transport from "nodemailer-mailgun-transport";
import { wire } from "./wire.mjs";

export default function ({ key, domain, base }) {
  const mailer = nodemailer.createTransport(transport({ auth: { api_key: key, domain }, url: base }));
  return ({ tags, headers, variables, recipientVariables, attachment, ...rest }) =>
    mailer.sendMail({
      ...rest, ...wire("h:", headers), ...wire("v:", variables), "o:tag": tags,
      ...(recipientVariables && { "recipient-variables": JSON.stringify(recipientVariables) }),
      attachments: attachment && [{ filename: attachment.filename, content: Buffer.from(attachment.data.buffer) }],
    });
}
