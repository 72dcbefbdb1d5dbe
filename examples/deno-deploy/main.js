// POST { to, subject, text } as JSON with the header `Authorization: Bearer <TOKEN>`, and it goes out through Mailgun.
import { isInvalidMessageError, isMailgunError, isRefusedError, Mailgun } from "mailgun-edge";

const { MAILGUN_KEY, MAILGUN_DOMAIN, MAILGUN_REGION, MAILGUN_BASE_URL, TOKEN } = Deno.env.toObject();
const mailgun = new Mailgun({ key: MAILGUN_KEY, domain: MAILGUN_DOMAIN, region: MAILGUN_REGION, baseUrl: MAILGUN_BASE_URL });

Deno.serve(async (request) => {
  if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
  if (!TOKEN || request.headers.get("authorization") !== `Bearer ${TOKEN}`) return new Response(null, { status: 401 });
  const message = await request.json().catch(() => undefined);
  if (!message) return Response.json({ error: "The body is no JSON." }, { status: 400 });
  const { to, subject, text } = message;
  try {
    return Response.json(await mailgun.send({ from: `Deno <deno@${MAILGUN_DOMAIN}>`, to, subject, text }));
  } catch (error) {
    if (!isMailgunError(error)) throw error;
    return Response.json({ error }, answerTo(error));
  }
});

/** The sender's fault; Mailgun's limit, with the time to come back; or Mailgun's answer. */
function answerTo(error) {
  if (isInvalidMessageError(error)) return { status: 422 };
  if (!isRefusedError(error) || error.code !== "rate_limited") return { status: 502 };
  return { status: 503, headers: { "retry-after": String(Math.ceil((error.retryAfter ?? 60_000) / 1000)) } };
}
