// mailgun-edge/inline sends one message to the sandbox, and prints what arrived.
import { Mailgun } from "mailgun-edge/inline";
import { createSandbox } from "mailgun-edge/sandbox";

const { fetch, messages } = createSandbox({ key: "key-0123456789", domains: ["mg.example.com"] });
const mailgun = new Mailgun({ key: "key-0123456789", domain: "mg.example.com", fetch });
await mailgun.send({ from: "Ada <ada@mg.example.com>", to: "bob@host.com", subject: "Report", text: "Hello", attachment: new File(["a"], "a.txt") });
console.log(JSON.stringify(messages[0].parts.map(({ name, value, filename }) => value ?? `${name}=${filename}`)));
