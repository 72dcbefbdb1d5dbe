// Mails files: deno run --allow-env --allow-net --allow-read send.js <to> <subject> <text> [file ...]
import { isMailgunError, Mailgun, Message } from "mailgun-edge";

const [to, subject, text, ...files] = Deno.args;
const domain = Deno.env.get("MAILGUN_DOMAIN");

try {
  const mailgun = new Mailgun({
    key: Deno.env.get("MAILGUN_KEY"),
    domain,
    region: Deno.env.get("MAILGUN_REGION"),
    baseUrl: Deno.env.get("MAILGUN_BASE_URL"),
  });
  const message = new Message().from(`Ada <ada@${domain}>`).to(to).subject(subject).text(text);
  for (const path of files) message.attachment((await Deno.open(path)).readable, path.split("/").pop());
  const { id } = await mailgun.send(message);
  console.log(id);
} catch (error) {
  if (!isMailgunError(error)) throw error;
  console.error(error.message, error.hint ?? "");
  Deno.exitCode = 1;
}
