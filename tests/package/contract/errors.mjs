// What goes wrong: options, refusals, unclear outcomes; and that no error tells the key.

import { BASE, equal, failure, KEY, matches, ok, thrown } from "./kit.mjs";

const REFUSED = {
  "status-400": { status: 400, code: "bad_request", details: /^to parameter is not a valid address\. please check documentation$/ },
  "status-401": { status: 401, code: "unauthorized", details: /^Forbidden$/, hint: /key.*domain.*region|region/is },
  "status-402": { status: 402, code: "payment_required" },
  "status-403": { status: 403, code: "forbidden", details: /is not allowed to send large batches yet$/ },
  "status-404": { status: 404, code: "not_found", details: /^Domain not found/ },
  "status-409": { status: 409, code: "conflict", details: /^Conflict$/ },
  "status-413": { status: 413, code: "too_large", details: /^request size exceeds 52\.4MiB limit$/ },
  "status-418": { status: 418, code: "refused", details: /^I am a teapot$/ },
  "status-420": { status: 420, code: "rate_limited", details: /recipient limit exceeded/, retryAfter: 9000 },
  "status-429": { status: 429, code: "rate_limited", details: /request limit exceeded/, retryAfter: 7000 },
  magnificent: { status: 200, code: "wrong_address", details: /Mailgun Magnificent API/ },
};

const UNCLEAR = {
  "status-500": { status: 500, code: "server_error", details: /Internal Server Error/ },
  "status-502": { status: 502, code: "server_error", details: /502 Bad Gateway/ },
  empty: { status: 200, code: "unreadable" },
  garbage: { status: 200, code: "unreadable" },
  reset: { code: "network" },
};

const OPTIONS = {
  "no options": [undefined, /key|options/],
  "no key": [{ key: undefined }, /key/],
  "an empty key": [{ key: "" }, /key/],
  "a key with a line end": [{ key: `${KEY}\n` }, /key/],
  "a key with a space": [{ key: `${KEY} ` }, /key/],
  "a key that is not ASCII": [{ key: "ключ" }, /key/],
  "a key that is no text": [{ key: 5 }, /key/],
  "no domain": [{ domain: undefined }, /domain/],
  "an empty domain": [{ domain: "" }, /domain/],
  "a domain with a slash": [{ domain: "mg.example.com/x" }, /domain/],
  "a domain that climbs": [{ domain: "mg.example.com/../other" }, /domain/],
  "a domain of dots": [{ domain: ".." }, /domain/],
  "a domain with a question mark": [{ domain: "mg.example.com?x" }, /domain/],
  "a domain with a fragment": [{ domain: "mg.example.com#x" }, /domain/],
  "a domain with a percent sign": [{ domain: "mg%2Eexample.com" }, /domain/],
  "a domain with a backslash": [{ domain: "mg.example.com\\x" }, /domain/],
  "a domain with an at sign": [{ domain: "a@mg.example.com" }, /domain/],
  "a domain with a space": [{ domain: "mg example.com" }, /domain/],
  "a domain with a line end": [{ domain: "mg.example.com\n" }, /domain/],
  "a domain with a scheme": [{ domain: "https://mg.example.com" }, /domain/],
  "an unknown region": [{ region: "asia" }, /region.*"?us"?.*"?eu"?|region/s],
  "an unknown option": [{ regoin: "eu" }, /regoin.*region/s],
  "another unknown option": [{ apiKey: "x" }, /apiKey/],
  "a plain http baseUrl": [{ baseUrl: "http://mail.example.com" }, /baseUrl/],
  "a baseUrl with a query": [{ baseUrl: "https://mail.example.com/?a=b" }, /baseUrl/],
  "a baseUrl with credentials": [{ baseUrl: "https://user:pass@mail.example.com" }, /baseUrl/],
  "a baseUrl that climbs": [{ baseUrl: "https://mail.example.com/a/../b" }, /baseUrl/],
  "a baseUrl that is none": [{ baseUrl: "mail" }, /baseUrl/],
  "a baseUrl of another scheme": [{ baseUrl: "ftp://mail.example.com" }, /baseUrl/],
  "a fetch that is none": [{ fetch: "https://api.mailgun.net" }, /fetch/],
  "headers with a line end": [{ headers: { "X-Tenant": "7\r\nX-Admin: yes" } }, /headers|X-Tenant/],
};

/** Every text an error can show. */
function texts(error, inspect) {
  const found = [];
  for (let at = error, depth = 0; at && depth < 5; at = at.cause, depth++) {
    found.push(String(at), at.message, at.stack, JSON.stringify(at), inspect?.(at));
    for (const name of Object.getOwnPropertyNames(Object(at))) found.push(String(at[name]));
  }
  return found.map(String);
}

export function errorCases(pkg, env) {
  const { Mailgun, Message, check, MailgunError, isMailgunError } = pkg;
  const good = { key: KEY, domain: "mg.example.com", retry: false, ...env.options };

  /** Of the right class, name, family and code; a real Error with a stack; with JSON that says the same. */
  const isFamily = (error, name, wanted) => {
    equal(error?.name, name, `name of ${error}`);
    ok(error instanceof Error && error instanceof MailgunError && error instanceof pkg[name], `not an instance of ${name}`);
    ok(isMailgunError(error) && pkg[`is${name}`](error), `is${name}() says no`);
    for (const other of ["ConfigError", "InvalidMessageError", "RefusedError", "UnclearError", "InternalError"]) {
      if (other !== name) ok(!pkg[`is${other}`](error), `is${other}() says yes to ${name}`);
    }
    matches(error.stack, /Error/, "stack");
    const json = JSON.parse(JSON.stringify(error));
    for (const [key, value] of Object.entries({ name, ...wanted })) {
      if (value instanceof RegExp) matches(error[key], value, key);
      else equal(error[key], value, key);
      if (value instanceof RegExp) matches(json[key], value, `${key} in JSON`);
      else equal(json[key], value, `${key} in JSON`);
    }
    ok(error.message.length > 10 && json.message === error.message, `message: ${error.message}`);
  };

  const cases = {
    "error: a connection refused: nothing was sent": async (kit) => {
      const error = await failure(() => kit.client("accept", { baseUrl: env.refused }).send(BASE));
      // Browsers, workerd and the edge runtime do not tell a refused connection from a broken one.
      if (env.tellsRefused || error.name === "RefusedError") isFamily(error, "RefusedError", { code: "not_connected" });
      else isFamily(error, "UnclearError", { code: "network" });
      ok(error.cause !== undefined, "no cause");
    },
    "error: a fetch that throws or rejects with anything is unclear, with the cause": async () => {
      for (const cause of [new TypeError("fetch failed"), "text", { odd: true }, null]) {
        for (const fetch of [() => Promise.reject(cause), () => { throw cause; }]) {
          const error = await failure(() => new Mailgun({ ...good, fetch }).send(BASE));
          isFamily(error, "UnclearError", { code: "network" });
          equal(error.cause, cause, "cause");
        }
      }
    },
    "error: an ENOTFOUND and an ECONNREFUSED in the cause say that nothing was sent": async () => {
      for (const code of ["ENOTFOUND", "ECONNREFUSED"]) {
        const fetch = () => Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(code), { code }) }));
        isFamily(await failure(() => new Mailgun({ ...good, fetch }).send(BASE)), "RefusedError", { code: "not_connected" });
      }
    },
    "error: an answer whose body breaks is unclear": async () => {
      const cause = new Error("cut");
      const fetch = async () => ({ status: 200, headers: new Headers(), text: () => Promise.reject(cause) });
      const error = await failure(() => new Mailgun({ ...good, fetch }).send(BASE));
      equal(error.name, "UnclearError", "name");
      equal(error.cause, cause, "cause");
    },
    "error: a fetch that gives no response does not hang": async () => {
      for (const answer of [undefined, null, 5, {}]) {
        const error = await failure(() => new Mailgun({ ...good, fetch: async () => answer }).send(BASE), String(answer));
        ok(isMailgunError(error), `found ${error}`);
      }
    },
    "error: an invalid message": async () => {
      const error = await failure(() => new Mailgun(good).send({ ...BASE, to: "nobody" }));
      isFamily(error, "InvalidMessageError", { code: "invalid_message" });
      ok(Array.isArray(error.problems) && error.problems[0].field === "to", "problems");
      ok(JSON.parse(JSON.stringify(error)).problems.length === error.problems.length, "problems in JSON");
      matches(error.message, /\bto\b/, "message");
    },
    "error: the guards say no to all else": () => {
      for (const name of ["MailgunError", "ConfigError", "InvalidMessageError", "RefusedError", "UnclearError", "InternalError"]) {
        for (const other of [undefined, null, 5, "x", {}, new Error("x"), { name }]) ok(pkg[`is${name}`](other) === false, `is${name}(${String(other)})`);
      }
    },
    "error: no error, client or message tells the key": async (kit) => {
      const clients = Object.keys({ ...REFUSED, ...UNCLEAR }).map((behaviour) => kit.client(behaviour));
      const errors = await Promise.all(clients.map((client) => failure(() => client.send(BASE))));
      errors.push(await failure(() => kit.client("accept", { baseUrl: env.refused }).send(BASE)));
      errors.push(await failure(() => kit.client().send({})));
      for (const key of [`${KEY}\n`, `${KEY}é`]) errors.push(thrown(() => new Mailgun({ ...good, key })));
      errors.push(thrown(() => new Mailgun({ ...good, domain: "" })), thrown(() => new Mailgun({ ...good, keey: KEY })));
      const client = new Mailgun(good);
      const shown = [...errors.flatMap((error) => texts(error, env.inspect)), JSON.stringify(client), String(client), String(env.inspect?.(client))];
      for (const text of shown) {
        ok(!text.includes(KEY) && !text.includes(KEY.slice(4, 20)) && !text.includes(btoa(`api:${KEY}`).slice(0, 20)), `the key is in: ${text.slice(0, 300)}`);
      }
    },
    "error: a getter that throws: send() rejects with what it threw, and nothing is sent": async (kit) => {
      const mine = new Error("no");
      const init = { ...BASE, get html() { throw mine; } };
      equal(await failure(() => kit.client().send(init)), mine, "rejected with");
      equal((await kit.received()).length, 0, "requests");
      await kit.client().send(BASE);
    },
    "error: check() never throws, whatever it is given": () => {
      for (const value of [undefined, null, 5, "x", [], {}, () => {}, Symbol("x")]) {
        ok(check(value).some((problem) => problem.severity === "error"), `no problem for ${String(typeof value)}`);
      }
      ok(thrown(() => new Message(5)) instanceof Error, "new Message(5)");
    },
  };
  if (globalThis.document) {
    cases["error: a key in a browser window, if it is not said to be meant"] = () => {
      const { dangerouslyAllowBrowser, ...options } = good;
      isFamily(thrown(() => new Mailgun(options)), "ConfigError", { code: "config" });
    };
  }
  for (const [behaviour, wanted] of Object.entries(REFUSED)) {
    cases[`error: ${behaviour} is refused, ${wanted.code}`] = async (kit) => isFamily(await failure(() => kit.client(behaviour).send(BASE)), "RefusedError", wanted);
  }
  for (const [behaviour, wanted] of Object.entries(UNCLEAR)) {
    cases[`error: ${behaviour} is unclear, ${wanted.code}`] = async (kit) => isFamily(await failure(() => kit.client(behaviour).send(BASE)), "UnclearError", wanted);
  }
  for (const status of [301, 302, 307, 308]) {
    cases[`error: a ${status} is refused, and nothing is sent on`] = async (kit) => {
      const error = await failure(() => kit.client(`redirect-${status}`).send(BASE));
      // A browser hides the status of a redirect it does not follow (Fetch, "opaque-redirect filtered response").
      isFamily(error, "RefusedError", env.browser ? { code: "redirected" } : { code: "redirected", status });
      equal((await kit.received(`moved-${kit.domain().split(".")[0]}.accept.example.com`)).length, 0, "requests sent on");
    };
  }
  for (const [title, [options, text]] of Object.entries(OPTIONS)) {
    cases[`error: ${title} is a ConfigError`] = () => {
      const error = thrown(() => new Mailgun(options && { ...good, ...options }));
      isFamily(error, "ConfigError", { code: "config" });
      matches(`${error.message} ${error.hint ?? ""}`, text, "message");
    };
  }
  return cases;
}
