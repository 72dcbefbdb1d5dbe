// What the tests of the sandbox share: a sandbox at a known time, and calls to it as a client would make them.
import { createSandbox } from "../../pkg-template/sandbox.js";

export const KEY = "key-for-the-tests";
export const DOMAIN = "mg.example.com";
export const URL_US = `https://api.mailgun.net/v3/${DOMAIN}/messages`;
/** Sun, 22 Nov 2026 12:00:00 GMT */
export const NOW = Date.UTC(2026, 10, 22, 12);
export const AUTHORIZATION = `Basic ${btoa(`api:${KEY}`)}`;
export const GOOD = [["from", `ada@${DOMAIN}`], ["to", "bob@host.com"], ["subject", "Hi"], ["text", "Hello"]];

export const sandboxAt = (options) => createSandbox({ key: KEY, domains: [DOMAIN], now: () => NOW, ...options });

/** FormData of pairs; a pair with a third item is a file of that name. */
export function form(pairs) {
  const data = new FormData();
  for (const pair of pairs) data.append(...pair);
  return data;
}

/** The good message with some fields put in place of its own, or taken out (undefined). */
export function good(changes = {}) {
  const kept = GOOD.filter(([name]) => !(name in changes));
  const values = Object.entries(changes).filter(([, value]) => value !== undefined);
  return [...kept, ...values.flatMap(([name, value]) => [value].flat().map((one) => [name, one]))];
}

export const post = (sandbox, body, { url = URL_US, headers = {}, ...init } = {}) =>
  sandbox.fetch(url, { method: "POST", body, headers: { authorization: AUTHORIZATION, ...headers }, ...init });

export const send = (sandbox, changes, init) => post(sandbox, form(good(changes)), init);

/** `[status, text]` of an answer; JSON with one message becomes that message. */
export async function said(response) {
  const text = await response.text();
  const json = response.headers.get("content-type")?.startsWith("application/json");
  return [response.status, json ? JSON.parse(text).message : text];
}
