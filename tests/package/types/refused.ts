// What the types must refuse. Each line would be wrong when it runs, too.

import { check, Mailgun, Message, MailgunError, type MessageInit } from "mailgun-edge";
import { createSandbox } from "mailgun-edge/sandbox";

const base = { from: "a@b.c", to: "d@e.f", text: "x" };

// @ts-expect-error an unknown camelCase name
export const unknownName: MessageInit = { ...base, attachments: [] };
// @ts-expect-error an unknown option
export const unknownOption: MessageInit = { ...base, "o:tracking-click": "yes" };
// @ts-expect-error a recipient is no number
export const recipient: MessageInit = { ...base, to: 5 };
// @ts-expect-error a flag is no number
export const flag: MessageInit = { ...base, dkim: 1 };
// @ts-expect-error htmlonly is for clicks
export const opens: MessageInit = { ...base, trackingOpens: "htmlonly" };
// @ts-expect-error bytes need a name
export const unnamed: MessageInit = { ...base, attachment: { data: new Uint8Array(1) } };
// @ts-expect-error a number is no file
export const number: MessageInit = { ...base, attachment: [5] };
// @ts-expect-error a date is no boolean
export const date: MessageInit = { ...base, deliveryTime: true };
// @ts-expect-error text is text
export const text: MessageInit = { ...base, subject: {} };
// @ts-expect-error headers are a map
export const headers: MessageInit = { ...base, headers: "X-A: 1" };

// @ts-expect-error a key is needed where no proxy has it
new Mailgun({ domain: "mg.example.com" });
// @ts-expect-error a domain is needed
new Mailgun({ key: "key-0123" });
// @ts-expect-error there are two regions
new Mailgun({ key: "key-0123", domain: "mg.example.com", region: "asia" });
// @ts-expect-error an unknown option
new Mailgun({ key: "key-0123", domain: "mg.example.com", regoin: "eu" });
// @ts-expect-error fetch is a function
new Mailgun({ key: "key-0123", domain: "mg.example.com", fetch: "https://api.mailgun.net" });
// @ts-expect-error a time is a number
new Mailgun({ key: "key-0123", domain: "mg.example.com", timeout: "10s" });
// @ts-expect-error true says too little
new Mailgun({ key: "key-0123", domain: "mg.example.com", retry: true });
// @ts-expect-error an unknown option of retry
new Mailgun({ key: "key-0123", domain: "mg.example.com", retry: { tries: 3 } });
// @ts-expect-error there are four events
new Mailgun({ key: "key-0123", domain: "mg.example.com", onEvent: (event) => event.type === "sent" });
// @ts-expect-error a call has no listener of its own
await new Mailgun({ key: "key-0123", domain: "mg.example.com" }).send(base, { onEvent() {} });

// @ts-expect-error a recipient is no number
new Message().to(5);
// @ts-expect-error there is no such setter
new Message().attach("x");
// @ts-expect-error a name is needed
new Message().attachment(new Uint8Array(1));
// @ts-expect-error a header has a value
new Message().header("X-A");
// @ts-expect-error errors are made by the package
new MailgunError("x");
// @ts-expect-error problems are told, not changed
check(base)[0]!.code = "missing_to";
// @ts-expect-error an unknown option of the sandbox
createSandbox({ keys: [] });
