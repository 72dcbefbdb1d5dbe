// The options of `createSandbox`: checked, completed, copied. No error text repeats the key.
import { NOT_ALLOWED } from "./answers.js";
import { isPlain, kindOf } from "./fault.js";

const OPTIONS = ["key", "domains", "region", "now", "onRequest"];
const DOMAIN = ["name", "status", "authorized", "scheduleDays"];
const STATUS = ["active", ...Object.keys(NOT_ALLOWED)];

export function readOptions(options = {}) {
  if (!isPlain(options)) throw new TypeError(`createSandbox: expected an object of options, found ${kindOf(options)}`);
  known(options, OPTIONS, "option");
  const { key = "key-sandbox", domains = ["mg.example.com"], region, now = Date.now, onRequest } = options;
  if (typeof key !== "string" || !/^[\x21-\x7e]+$/.test(key)) {
    throw new TypeError("createSandbox: expected key as visible ASCII text without spaces");
  }
  if (!Array.isArray(domains)) throw new TypeError(`createSandbox: expected domains as an array, found ${kindOf(domains)}`);
  if (domains.length === 0) throw new TypeError("createSandbox: expected domains to hold at least one domain, found none");
  if (![undefined, "us", "eu"].includes(region)) throw new TypeError('createSandbox: expected region "us" or "eu"');
  if (typeof now !== "function") throw new TypeError(`createSandbox: expected now as a function, found ${kindOf(now)}`);
  if (onRequest !== undefined && typeof onRequest !== "function") {
    throw new TypeError(`createSandbox: expected onRequest as a function, found ${kindOf(onRequest)}`);
  }
  return { key, domains: new Map(domains.map(readDomain)), region, now: () => clock(now), onRequest };
}

function readDomain(entry) {
  const domain = typeof entry === "string" ? { name: entry } : entry;
  if (!isPlain(domain)) throw new TypeError(`createSandbox: expected a domain as text or { name, ... }, found ${kindOf(domain)}`);
  known(domain, DOMAIN, "field of a domain");
  const { name, status = "active", authorized = [], scheduleDays = 3 } = domain;
  if (typeof name !== "string" || !/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(name)) {
    const found = typeof name === "string" ? JSON.stringify(name) : kindOf(name);
    throw new TypeError(`createSandbox: expected a domain name such as "mg.example.com", found ${found}`);
  }
  if (!STATUS.includes(status)) {
    throw new TypeError(`createSandbox: expected the status of ${name} to be one of ${STATUS.join(", ")}`);
  }
  if (!Array.isArray(authorized) || !authorized.every((address) => typeof address === "string")) {
    throw new TypeError(`createSandbox: expected authorized of ${name} as an array of addresses`);
  }
  if (!(Number.isFinite(scheduleDays) && scheduleDays > 0)) {
    throw new TypeError(`createSandbox: expected scheduleDays of ${name} as a number of days above 0`);
  }
  const allowed = new Set(authorized.map((address) => address.toLowerCase()));
  return [name.toLowerCase(), { name, status, authorized: allowed, scheduleDays }];
}

function known(object, names, what) {
  for (const name of Object.keys(object)) {
    if (names.includes(name)) continue;
    throw new TypeError(`createSandbox: unknown ${what} ${JSON.stringify(name)}; expected ${names.join(", ")}`);
  }
}

function clock(now) {
  const time = Number(now());
  if (!Number.isFinite(time)) throw new TypeError("createSandbox: expected now() to give a Date or milliseconds since 1970");
  return time;
}
