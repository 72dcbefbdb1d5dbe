// Mails files: bun send.js <to> <subject> <text> [file ...]
import { isMailgunError, Mailgun } from "mailgun-edge";

const { MAILGUN_KEY, MAILGUN_DOMAIN, MAILGUN_REGION, MAILGUN_BASE_URL } = Bun.env;
const [to, subject, text, ...files] = Bun.argv.slice(2);

try {
  const mailgun = new Mailgun({ key: MAILGUN_KEY, domain: MAILGUN_DOMAIN, region: MAILGUN_REGION, baseUrl: MAILGUN_BASE_URL });
  const { id } = await mailgun.send({
    from: `Ada <ada@${MAILGUN_DOMAIN}>`,
    to,
    subject,
    text,
    attachment: files.map((path) => ({ data: Bun.file(path), filename: path.split("/").pop() })),
  });
  console.log(id);
} catch (error) {
  if (!isMailgunError(error)) throw error;
  console.error(error.message, error.hint ?? "");
  process.exitCode = 1;
}
