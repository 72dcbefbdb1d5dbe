// POST { to, subject, text } as JSON, and it goes out through Mailgun. It mails for everybody who can reach it: put your own
// authentication before it.
import { isInvalidMessageError, isMailgunError, Mailgun } from "mailgun-edge";

export const config = { runtime: "edge" };

export default async function handler(request) {
  const { MAILGUN_KEY, MAILGUN_DOMAIN, MAILGUN_REGION, MAILGUN_BASE_URL } = process.env;
  const { to, subject, text } = await request.json();
  try {
    const mailgun = new Mailgun({ key: MAILGUN_KEY, domain: MAILGUN_DOMAIN, region: MAILGUN_REGION, baseUrl: MAILGUN_BASE_URL });
    return Response.json(await mailgun.send({ from: `Vercel <vercel@${MAILGUN_DOMAIN}>`, to, subject, text }));
  } catch (error) {
    if (!isMailgunError(error)) throw error;
    return Response.json({ error }, { status: isInvalidMessageError(error) ? 422 : 502 });
  }
}
