// What must never be lost in silence: by a rule that is off, by JSON, by a map's form, by a change in between.

import { BASE, equal, failure, matches, ok, same, thrown } from "./kit.mjs";

const codes = (problems) => problems.map((problem) => `${problem.field} ${problem.code}`);

export function nothingLostCases({ Mailgun, Message, check, toFormData, toFormDataAsync }) {
  return {
    "lost: what JSON would write as {} is told": () => {
      const promise = Promise.resolve(1);
      const found = codes(check({ ...BASE, variables: { u: promise, m: { deep: [new Map([["a", 1]])] } }, headers: { "X-P": promise }, params: { f: new Blob(["x"]) } }));
      same(found, ['headers["X-P"] wrong_type', 'variables["u"] wrong_type', 'variables["m"]["deep"][0] wrong_type', 'params["f"] wrong_type'], "problems");
      const batch = { recipientVariables: new Map([["bob@host.com", new Map([["n", 1]])]]) };
      same(codes(check({ ...BASE, ...batch })), ['recipientVariables["bob@host.com"] wrong_type'], "a Map of Maps");
      same(codes(check({ ...BASE, variables: { empty: {}, date: new Date(0), list: [] } })), [], "what JSON can hold");
    },
    "lost: a number or a date that JSON writes as null": () => {
      const words = (of) => `expected a value that JSON can hold, found ${of}`;
      const found = (variables) => check({ ...BASE, variables }).map((problem) => problem.message);
      same(found({ a: NaN, b: { c: [1, -Infinity] }, d: new Date(NaN) }), [words("the number NaN"), words("the number -Infinity"), words("a Date")], "messages");
      same(check({ ...BASE, variables: { b: { "d\n\u202e": NaN } } }).map(({ field }) => field), ['variables["b"]["d\\n\\u{202e}"]'], "a place that hides");
      same(check({ ...BASE, variables: { b: { c: [1, { "d e": NaN }] } } }).map(({ field }) => field), ['variables["b"]["c"][1]["d e"]'], "its place");
      same(found({ a: null, b: { c: [null, 0, "null"] }, d: new Date(0) }), [], "null itself");
      same(check({ ...BASE, template: "x", templateVariables: { total: NaN } }).map((problem) => problem.field), ['templateVariables["total"]'], "a template's");
    },
    "lost: headers, variables and params that are no map are told": () => {
      const others = { "a Promise": Promise.resolve({ "X-A": "1" }), "a Date": new Date(), "a RegExp": /x/, "a function": () => {} };
      const more = [new WeakMap(), new ArrayBuffer(2), new Error("no")];
      for (const field of ["headers", "variables", "params"]) {
        const told = (value) => check({ ...BASE, [field]: value }).map((problem) => `${problem.field} ${problem.code} ${problem.message}`);
        const wrong = (found) => [`${field} wrong_type expected an object of names and values, found ${found}`];
        for (const [found, value] of Object.entries(others)) same(told(value), wrong(found), `${field}: ${found}`);
        let asked = 0;
      check({ ...BASE, [field]: { get next() { return String(asked++); } } });
      equal(asked, 1, `${field}: reads of next`);
      for (const value of more) same(told(value), wrong("an object of another kind"), field);
        const pairs = [["X-A", "1"]];
        for (const iterator of [new Map(pairs).entries(), pairs.values(), (function* () { yield* pairs; })()]) {
          same(told(iterator), wrong("an iterator, which can be read only once"), `${field}: an iterator`);
          equal([...iterator].length, 1, "what it has left");
        }
        for (const value of [pairs, new Map(pairs), Object.create(null), Object.assign(Object.create(null), { "X-A": "1" })]) same(told(value), [], `${field}: a map`);
      }
      same(codes(check({ ...BASE, recipientVariables: new Map([["bob@host.com", {}]]).entries() })), ["recipientVariables wrong_type"], "recipient variables");
    },
    "lost: a list or a date in a header is told": () => {
      const found = (fields) => check({ ...BASE, ...fields }).map(({ severity, code, field }) => `${severity} ${code} ${field}`).join();
      equal(found({ headers: { References: ["<1@a.b>", "<2@a.b>"] } }), 'error wrong_type headers["References"]', "a list");
      equal(found({ "h:Expires": new Date(0) }), "error wrong_type h:Expires", "a date");
      equal(found({ headers: { "X-Data": { a: 1 }, Importance: 1 } }), "", "a header of one's own");
    },
    "lost: what throws where it is read leaves the builder as it was": () => {
      const throwing = (make) => { try { make(); } catch { /* its own */ } };
      const message = new Message(BASE);
      const date = Object.assign(new Date(), { getTime() { throw new Error("mine"); } });
      const list = new Proxy(["a@b.co"], { get(target, name) { if (name === "length" || name === "0") throw new Error("mine"); return target[name]; } });
      const blob = Object.defineProperties(new Blob(["x"]), { size: { get() { throw new Error("mine"); } }, type: { get() { throw new Error("mine"); } } });
      const fake = { [Symbol.toStringTag]: "Date" };
      for (let i = 0; i < 700; i++) {
        throwing(() => message.deliveryTime(date));
        throwing(() => message.deliveryTime(fake));
        throwing(() => message.cc(list));
        throwing(() => message.headers([new Proxy(["X-A", "1"], { get() { throw new Error("mine"); } })]));
        throwing(() => check({ ...BASE, attachment: { data: blob, filename: "x" } }));
      }
      same(check(BASE), [], "another message");
      equal(message.subject("after").toFormData().get("subject"), "after", "the builder");
    },
    "lost: what JSON refuses is told in the same words everywhere": () => {
      const cycle = {};
      cycle.self = cycle;
      const sly = { toJSON() { throw new RangeError("out of paper"); } };
      const found = check({ ...BASE, variables: { big: 10n, deep: { n: [1n] }, cycle, sly } }).map((problem) => problem.message);
      const words = (of) => `expected a value that JSON can hold, found ${of}`;
      same(found, [...Array(3).fill(words("a cycle or a BigInt")), words("one it cannot: out of paper")], "messages");
    },
    "lost: a rule that is off sends the value as it is": () => {
      const rules = { unknown_field: "off", invalid_option: "off", invalid_date: "off" };
      const form = toFormData({ ...BASE, "o:foo": "x", "o:dkim": "perhaps", deliveryTime: "tomorrow" }, { rules });
      same([form.get("o:foo"), form.get("o:dkim"), form.get("o:deliverytime")], ["x", "perhaps", "tomorrow"], "parts");
    },
    "lost: what could not be sent at all cannot be let pass": () => {
      const rules = { unknown_field: "off", invalid_date: "off" };
      const found = codes(check({ ...BASE, deliveryTime: new Date(NaN), attachment: { data: "x", filename: "a", content: "y" } }, { rules }));
      same(found, ["deliveryTime invalid_date", "attachment.content unknown_field"], "problems");
      matches(thrown(() => check(BASE, { rules: { invalid_variable_name: "off" } })).message, /invalid_variable_name/, "a fixed code");
    },
    "lost: no rule lets a line end into a header": () => {
      const rules = { known_param: "off", unknown_field: "off" };
      for (const init of [{ params: { "h:X-A": "a\r\nBcc: x@y.z" } }, { params: { "H:Bcc": "a\nb" } }, { params: { subject: "a\rb" } }, { "H:X": "a\nb" }]) {
        ok(check({ ...BASE, ...init }, { rules }).some((problem) => problem.severity === "error"), `passed: ${JSON.stringify(init)}`);
      }
    },
    "lost: pairs keep their order, and a repeated name is told": () => {
      same([...toFormData({ ...BASE, variables: new Map([["2", "b"], ["1", "a"]]) }).keys()].slice(-2), ["v:2", "v:1"], "order");
      same(toFormData({ ...BASE, params: [["o:n", "1"], ["o:n", "2"]] }).getAll("o:n"), ["1", "2"], "params");
      same(codes(check({ ...BASE, headers: [["X-A", "1"], ["X-A", "2"]] })), ['headers["X-A"] duplicate_field'], "headers");
      same(codes(check({ ...BASE, headers: new Set(["X-A"]) })), ["headers wrong_type"], "no pairs");
    },
    "lost: bytes in an array are copied when given, and read anew each time": async () => {
      const data = [65, 66, 67];
      const file = { data, filename: "a.bin" };
      const form = toFormData({ ...BASE, attachment: file });
      data[2] = 90;
      equal(await form.get("attachment").text(), "ABC", "before");
      equal(await toFormData({ ...BASE, attachment: file }).get("attachment").text(), "ABZ", "after");
      const set = new Set(["a"]);
      const read = async () => (await toFormDataAsync({ ...BASE, attachment: { data: set, filename: "a" } })).get("attachment").text();
      equal(await read(), "a", "a Set");
      set.add("b");
      equal(await read(), "ab", "a Set that grew");
    },
    "lost: a hundred thousand single bytes are one file": async () => {
      const bytes = function* () {
        for (let at = 0; at < 100_000; at++) yield at & 255;
      };
      const form = await toFormDataAsync({ ...BASE, attachment: [{ data: bytes(), filename: "a" }, { data: [...bytes()], filename: "b" }] });
      for (const file of form.getAll("attachment")) {
        const found = new Uint8Array(await file.arrayBuffer());
        ok(found.length === 100_000 && found.every((byte, at) => byte === (at & 255)), `${file.name}: ${found.length} bytes`);
      }
    },
    "lost: a wrong message is told before its streams are read": async (kit) => {
      let pulled = 0;
      const stream = async function* () {
        pulled++;
        yield "x";
      };
      const error = await failure(() => kit.client("accept").send({ ...BASE, to: "nobody", attachment: { data: stream(), filename: "a" } }));
      same(codes(error.problems), ["to invalid_address"], "problems");
      equal(pulled, 0, "chunks read");
    },
    "lost: a setter's TypeError names the value": () => {
      matches(thrown(() => new Message().to(["a@b.co", 5])).message, /^to\[1\]: /, "to");
      matches(thrown(() => new Message().header("X", 10n)).message, /^headers\["X"\]: /, "header");
    },
    "lost: an unknown name in a setter's options is told": () => {
      matches(thrown(() => new Message().attachment("x", { filename: "a", contenttype: "text/csv" })).message, /^attachment\.contenttype: /, "attachment");
      matches(thrown(() => new Message().inline("x", { name: "a" })).message, /^inline\.name: /, "inline");
    },
    "lost: an error's own text names what was meant": () => {
      matches(thrown(() => toFormData({ ...BASE, attachments: [] })).message, /did you mean `attachment`/, "message");
    },
    "lost: a Proxy around a Message is no empty message": async (kit) => {
      const message = new Message(BASE);
      const text = "expected a Message or a plain object, found a Proxy or a copy of a Message";
      for (const copy of [new Proxy(message, {}), Object.create(message)]) {
        same(check(copy).map((problem) => [problem.code, problem.field, problem.message]), [["wrong_type", "message", text]], "check");
        same(codes((await failure(() => kit.client("accept").send(copy))).problems), ["message wrong_type"], "send");
      }
      message.free();
    },
    "lost: a Message of another copy of the package is no empty message": async (kit) => {
      const other = Object.create({ [Symbol.for("mailgun-edge.message")]: true });
      const text = "expected a Message or a plain object, found a Message of another copy of mailgun-edge: two are installed or bundled";
      same(check(other).map((problem) => [problem.code, problem.field, problem.message]), [["wrong_type", "message", text]], "check");
      same(codes((await failure(() => kit.client("accept").send(other))).problems), ["message wrong_type"], "send");
    },
    "lost: a Map or FormData as a message is told": () => {
      const told = (message) => check(message).map((problem) => problem.message);
      const text = "expected a Message or a plain object, found a Map, FormData or the like";
      for (const message of [new Map(Object.entries(BASE)), toFormData(BASE), new URLSearchParams(BASE)]) same(told(message), [text], "check");
      same(told([BASE]), ["expected a Message or a plain object, found an array"], "an array");
    },
    "lost: a message that was not awaited is told": async (kit) => {
      const problem = { severity: "error", code: "wrong_type", field: "message", message: "expected a Message or a plain object, found a Promise", hint: "await it" };
      same(check(Promise.resolve(BASE)), [problem], "check");
      same((await failure(() => kit.client("accept").send(Promise.resolve(BASE)))).problems, [problem], "send");
    },
    "lost: what an object inherits is its own, but from Object.prototype": async () => {
      class Mail {
        subject = BASE.subject;
        get from() { return BASE.from; }
        get to() { return BASE.to; }
        get text() { return BASE.text; }
        get bcc() { return this.audit(); }
        audit() { return "audit@host.com"; }
      }
      class Audited extends Mail {
        get bcc() { return "other@host.com"; }
      }
      const bcc = (message) => [toFormData(message), new Message(message).toFormData()].map((form) => `${form.get("from")} ${form.get("bcc")}`);
      same(bcc(new Mail()), Array(2).fill(`${BASE.from} audit@host.com`), "accessors");
      same(bcc(new Audited()), Array(2).fill(`${BASE.from} other@host.com`), "of the nearer class");
      same(bcc(Object.create({ ...BASE, bcc: "c@host.com" })), Array(2).fill(`${BASE.from} c@host.com`), "a prototype's");
      same(bcc(Object.create(Object.assign(Object.create(null), { ...BASE, bcc: "d@host.com" }))), Array(2).fill(`${BASE.from} d@host.com`), "one without Object.prototype");
      same(check(new (class { get tpo() { return 1; } })()).map(({ field }) => field).filter((field) => field === "tpo"), ["tpo"], "an unknown one");
      let sent;
      class Options {
        key = "key-0123456789";
        domain = "mg.example.com";
        dangerouslyAllowBrowser = true;
        get testMode() { return true; }
        get fetch() {
          return async (url, init) => {
            sent = { url, mode: init.body.get("o:testmode") };
            return new Response('{"id":"<1@mg.example.com>","message":"Queued. Thank you."}');
          };
        }
        get region() { return "eu"; }
      }
      await new Mailgun(new Options()).send(BASE);
      same(sent, { url: "https://api.eu.mailgun.net/v3/mg.example.com/messages", mode: "yes" }, "options");
      Object.defineProperty(Object.prototype, "bcc", { get: () => "evil@host.com", configurable: true });
      try {
        same(bcc(BASE), Array(2).fill(`${BASE.from} null`), "of a plain object");
        same(bcc(Object.create({ ...BASE })), Array(2).fill(`${BASE.from} null`), "of one that inherits");
      } finally {
        delete Object.prototype.bcc;
      }
    },
    "lost: a getter that uses the message while it is read is told": () => {
      const message = new Message(BASE);
      const sly = { name: "Eve", get address() { message.subject("x"); return "eve@host.com"; } };
      matches(thrown(() => message.to(sly)).message, /^This message is in use: a getter/, "words");
      equal(message.toFormData().get("to"), BASE.to, "recipients");
      message.free();
    },
    "lost: a getter that checks its own message without end is an error, and the next call works": () => {
      const endless = { ...BASE, get subject() { return check(endless); } };
      for (let i = 0; i < 3; i++) {
        const error = thrown(() => check(endless));
        equal(error?.name, "InternalError", `name of ${error}`);
        matches(error.message, /^The package failed here.*Nothing was sent by this call$/, "words");
        same(check(BASE), [], "the next call");
      }
    },
    "lost: null is absent for every setter": () => {
      const message = new Message(BASE).header("X-A", "1").subject(null).header("X-A", null).to(undefined);
      const form = message.toFormData();
      same([form.get("subject"), form.get("h:X-A")], [BASE.subject, "1"], "kept");
      message.free();
    },
  };
}
