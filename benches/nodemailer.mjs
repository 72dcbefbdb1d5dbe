// nodemailer with its transport for Mailgun: Node alone, and no fetch that could be stubbed.
import nodemailer from "nodemailer";
import transport from "nodemailer-mailgun-transport";

const wire = (prefix, values = {}) => Object.fromEntries(Object.entries(values).map(([name, value]) => [prefix + name, value]));

export function nodemailerOf({ key, domain, base }) {
  const mailer = nodemailer.createTransport(transport({ auth: { api_key: key, domain }, url: base }));
  return ({ tags, headers, variables, recipientVariables, attachment, ...rest }) =>
    mailer.sendMail({
      ...rest, ...wire("h:", headers), ...wire("v:", variables), "o:tag": tags,
      ...(recipientVariables && { "recipient-variables": JSON.stringify(recipientVariables) }),
      attachments: attachment && [{ filename: attachment.filename, content: Buffer.from(attachment.data.buffer) }],
    });
}
