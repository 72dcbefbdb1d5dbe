// With its own fetch adapter, its documented way on edge runtimes.
import Mailgun from "mailgun.js";
import { wire } from "./wire.mjs";

export default function ({ key, domain, base }) {
  const client = new Mailgun(FormData).client({ username: "api", key, url: base, useFetch: true });
  return ({ tags, headers, variables, recipientVariables, attachment, ...rest }) =>
    client.messages.create(domain, {
      ...rest, ...wire("h:", headers), ...wire("v:", variables),
      ...(tags && { "o:tag": tags }),
      ...(recipientVariables && { "recipient-variables": JSON.stringify(recipientVariables) }),
      ...(attachment && { attachment: { data: new Blob([attachment.data], { type: attachment.contentType }), filename: attachment.filename } }),
    });
}
