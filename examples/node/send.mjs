// Mails files: node send.mjs <to> <subject> <text> [file ...]
import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { isMailgunError, Mailgun } from "mailgun-edge";

const { MAILGUN_KEY, MAILGUN_DOMAIN, MAILGUN_REGION, MAILGUN_BASE_URL } = process.env;
const [to, subject, text, ...files] = process.argv.slice(2);

try {
  const mailgun = new Mailgun({ key: MAILGUN_KEY, domain: MAILGUN_DOMAIN, region: MAILGUN_REGION, baseUrl: MAILGUN_BASE_URL });
  const { id, warnings } = await mailgun.send({
    from: `Ada <ada@${MAILGUN_DOMAIN}>`,
    to,
    subject,
    text,
    attachment: files.map((path) => ({ data: createReadStream(path), filename: basename(path) })),
  });
  for (const { message } of warnings) console.warn(`warning: ${message}`);
  console.log(id);
} catch (error) {
  if (!isMailgunError(error)) throw error;
  console.error(error.message, error.hint ?? "");
  process.exitCode = 1;
}
