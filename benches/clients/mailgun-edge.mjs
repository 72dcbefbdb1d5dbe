// All checks, but the one that asks whether a thousand people may see each other's addresses.
import { Mailgun } from "mailgun-edge";

export default function ({ key, domain, base }) {
  const mailgun = new Mailgun({ key, domain, baseUrl: base, rules: { recipients_exposed: "off" } });
  return (message) => mailgun.send(message);
}
