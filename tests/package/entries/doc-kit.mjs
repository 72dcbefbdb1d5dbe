// What the @example blocks of the types are judged with, and the names they may use.

import { Mailgun, toFormDataAsync } from "mailgun-edge";
import { createSandbox } from "mailgun-edge/sandbox";

export * from "mailgun-edge";
export { createSandbox };

const KEY = "key-0123456789";
const DOMAIN = "mg.example.com";

export const env = { MAILGUN_KEY: KEY };
export const bytes = new Uint8Array([1, 2, 3]);
export const png = bytes;
export const file = new File([bytes], "report.pdf", { type: "application/pdf" });
export const sandbox = createSandbox({ key: KEY, domains: [DOMAIN] });
export const mailgun = new Mailgun({ key: KEY, domain: DOMAIN, fetch: sandbox.fetch });
/** @type {import("mailgun-edge").MessageInit} */
export const message = { from: "ada@mg.example.com", to: "bob@host.com", subject: "Hi", text: "Hello" };

/** What is no program has one of these: each rejects, or throws, where the example is refused. */

/** @param {import("mailgun-edge").MessageInit} fields */
export const fields = (fields) => toFormDataAsync(fields);

/** @param {Partial<import("mailgun-edge").DirectOptions>} options */
export const direct = async (options) => new Mailgun({ key: KEY, domain: DOMAIN, ...options });

/** @param {import("mailgun-edge").ProxyOptions} options */
export const proxy = async (options) => new Mailgun(options);

/** @param {import("mailgun-edge").SendOptions} options */
export const sending = (options) => mailgun.send(message, options);

/** @param {import("mailgun-edge/sandbox").SandboxOptions} options */
export const sandboxed = async (options) => createSandbox(options);

/** The sandbox stands for Mailgun, and answers the next call as told. */
globalThis.fetch = /** @type {any} */ (sandbox.fetch);
