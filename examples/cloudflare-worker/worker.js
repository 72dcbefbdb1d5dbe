// An endpoint that mails what is posted to it, as JSON or as a form with files. The names are those of the package:
// { "to": "bob@host.com", "subject": "Hi", "text": "Hello", "o:tag": ["a", "b"], "h:X-Id": "7" }, files as `attachment` or `inline`.
// It mails for everybody who can reach it: put your own authentication before it.

import { isInvalidMessageError, isMailgunError, isRefusedError, Mailgun } from "mailgun-edge";

export default {
  async fetch(request, env) {
    if (request.method !== "POST") return Response.json({ error: "POST a message, as JSON or as a form" }, { status: 405, headers: { allow: "POST" } });
    try {
      const message = { from: `Worker <worker@${env.MAILGUN_DOMAIN}>`, ...(await read(request)) };
      return Response.json(await clientOf(env).send(message));
    } catch (error) {
      return Response.json({ error: isMailgunError(error) ? error : String(error) }, { status: statusOf(error) });
    }
  },
};

function clientOf(env) {
  return new Mailgun({
    key: env.MAILGUN_KEY,
    domain: env.MAILGUN_DOMAIN,
    region: env.MAILGUN_REGION || undefined,
    baseUrl: env.MAILGUN_BASE_URL || undefined,
    testMode: env.MAILGUN_TESTMODE === "yes",
  });
}

/** The posted message as a plain object. A name that comes several times becomes a list. */
async function read(request) {
  if (request.headers.get("content-type")?.startsWith("application/json")) return request.json();
  const message = {};
  for (const [name, value] of await request.formData()) {
    if (typeof value !== "string" && value.name === "") continue; // a form's file input that was left empty
    message[name] = name in message ? [message[name], value].flat() : value;
  }
  return message;
}

/** The sender's fault, Mailgun's answer, or ours. */
function statusOf(error) {
  if (isInvalidMessageError(error)) return 422;
  if (isRefusedError(error)) return error.code === "rate_limited" ? 429 : 502;
  if (isMailgunError(error)) return error.code === "config" ? 500 : 504;
  return error instanceof SyntaxError || error instanceof TypeError ? 400 : 500;
}
