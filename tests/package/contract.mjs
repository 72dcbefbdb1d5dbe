// The contract of the package: one list of cases for every runtime. Plain ES modules without an import of any runtime.
//
//   pkg   everything the package exports, with createSandbox and parameters of its other entries
//   env   { name, base, refused, rows, chaos?, only?, options?, browser?, composes?, tellsRefused?, inspect?, Buffer?, Readable?, strays? }
//         base: the loopback server; refused: an address that refuses connections; rows: of wpt.mjs; only: a part of the
//         names of the cases to run, or some; chaos: { base, counts } of chaos-server.mjs, whose cases are run instead; options: for every client;
//         composes: the engine sends text in Unicode's form NFC, whatever it is given; strays: errors that nobody caught

import { attachmentCases } from "./contract/attachments.mjs";
import { chaosCases } from "./contract/chaos.mjs";
import { errorCases } from "./contract/errors.mjs";
import { fieldCases } from "./contract/fields.mjs";
import { kitFor } from "./contract/kit.mjs";
import { messageCases } from "./contract/messages.mjs";
import { nothingLostCases } from "./contract/nothing-lost.mjs";
import { parameterCases } from "./contract/parameters.mjs";
import { retryingCases } from "./contract/retrying.mjs";
import { sameBytesCases } from "./contract/same-bytes.mjs";
import { secretCases } from "./contract/secrets.mjs";
import { sendingCases } from "./contract/sending.mjs";

/** Firefox tries a connection that was reset again, on a busy machine for over 20 seconds. */
const LIMIT_MS = 60_000;

/** Every case by its name: a function that takes the kit of that case. */
export function cases(pkg, env) {
  if (env.chaos) return chaosCases(pkg, env);
  return {
    ...parameterCases(pkg, env),
    ...messageCases(pkg, env),
    ...fieldCases(pkg, env),
    ...attachmentCases(pkg, env),
    ...sameBytesCases(pkg, env),
    ...sendingCases(pkg, env),
    ...errorCases(pkg, env),
    ...nothingLostCases(pkg, env),
    ...retryingCases(pkg, env),
    ...secretCases(pkg, env),
  };
}

function within(ms, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${ms / 1000} s`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** What nobody caught: it goes into `strays`, an array. Node's own events are listened to by its entries. */
function watch(strays) {
  const keep = (event) => {
    strays.push(event.reason ?? event.error ?? event.message);
    event.preventDefault();
  };
  for (const name of ["unhandledrejection", "error"]) globalThis.addEventListener?.(name, keep);
}

/** Runs the cases one after another: { passed, failures: [{ name, error }] }. */
export async function run(pkg, env) {
  const failures = [];
  const strays = env.strays ?? [];
  watch(strays);
  const all = Object.entries(cases(pkg, env)).filter(([name]) => [env.only ?? ""].flat().some((part) => name.includes(part)));
  for (const [index, [name, body]] of all.entries()) {
    const earlier = failures.length;
    try {
      await within(LIMIT_MS, Promise.resolve(kitFor(pkg, env, `c${index}-${env.name}`)).then(body));
      if (strays.length) throw new Error(`nobody caught: ${strays.splice(0).map((stray) => stray?.stack ?? String(stray)).join(" | ")}`);
    } catch (error) {
      failures.push({ name, error: String(error?.message ?? error) });
    }
    env.tell?.({ name, error: failures[earlier]?.error, of: all.length });
  }
  return { passed: all.length - failures.length, failures };
}
