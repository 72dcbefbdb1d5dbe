// The resend client, and one message in its own form: another service, sent as JSON.
import { Resend } from "resend";
import { base64 } from "./base64.mjs";

export default function ({ key, base }) {
  const client = new Resend(key, { baseUrl: base });
  return async ({ tags = [], variables, recipientVariables, attachment, ...rest }) => {
    const attachments = attachment && [{ content: base64(attachment.data), filename: attachment.filename }];
    const { error } = await client.emails.send({ ...rest, tags: tags.map((name) => ({ name, value: "1" })), attachments });
    if (error) throw new Error(error.message);
  };
}
