// A contact form: what visitors write goes to you, and your answer to them.
import { isInvalidMessageError, isMailgunError, Mailgun } from "mailgun-edge";

export const runtime = "edge";

export async function POST(request) {
  const { MAILGUN_KEY, MAILGUN_DOMAIN, MAILGUN_REGION, MAILGUN_BASE_URL, MAILGUN_CONTACT } = process.env;
  const form = await request.formData();
  const file = form.get("file");
  try {
    const mailgun = new Mailgun({ key: MAILGUN_KEY, domain: MAILGUN_DOMAIN, region: MAILGUN_REGION, baseUrl: MAILGUN_BASE_URL });
    const { id } = await mailgun.send({
      from: `Website <website@${MAILGUN_DOMAIN}>`,
      to: MAILGUN_CONTACT,
      replyTo: form.get("email"),
      subject: "From the contact form",
      text: form.get("message"),
      attachment: file?.size ? file : undefined, // a file input that was left empty is a file of no bytes
    });
    return Response.json({ id });
  } catch (error) {
    if (!isMailgunError(error)) throw error;
    if (isInvalidMessageError(error)) return Response.json({ problems: error.problems }, { status: 422 });
    console.error(error);
    return Response.json({ error: "The message could not be sent." }, { status: 502 });
  }
}
