// A contact form: what visitors write goes to you, and your answer to them.
import { isInvalidMessageError, isMailgunError, Mailgun } from "mailgun-edge";

export const config = { path: "/contact", method: "POST" };

export default async function contact(request) {
  const [key, domain, region, baseUrl, to] = ["KEY", "DOMAIN", "REGION", "BASE_URL", "CONTACT"].map((name) => Netlify.env.get(`MAILGUN_${name}`));
  const form = await request.formData();
  try {
    const mailgun = new Mailgun({ key, domain, region, baseUrl });
    const { id } = await mailgun.send({
      from: `Website <website@${domain}>`,
      to,
      replyTo: form.get("email"),
      subject: "From the contact form",
      text: form.get("message"),
    });
    return Response.json({ id });
  } catch (error) {
    if (!isMailgunError(error)) throw error;
    if (isInvalidMessageError(error)) return Response.json({ problems: error.problems }, { status: 422 });
    console.error(error);
    return Response.json({ error: "The message could not be sent." }, { status: 502 });
  }
}
