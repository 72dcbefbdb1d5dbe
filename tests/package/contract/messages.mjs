// The message as an object: setters, sending again, changing after send(), checking, the dry run, giving back.

import { BASE, BASE_PARTS, equal, failure, field, file, matches, ok, partsOf, same, thrown, utf8 } from "./kit.mjs";

const IMPOSSIBLE = {
  "to(5)": (m) => m.to(5),
  "to(true)": (m) => m.to(true),
  "to(Symbol())": (m) => m.to(Symbol("x")),
  "to(() => {})": (m) => m.to(() => {}),
  "from(5)": (m) => m.from(5),
  "subject({})": (m) => m.subject({}),
  "subject(Symbol())": (m) => m.subject(Symbol("x")),
  "html(true)": (m) => m.html(true),
  "tag(5)": (m) => m.tag(5),
  "deliveryTime(true)": (m) => m.deliveryTime(true),
  "tracking({})": (m) => m.tracking({}),
  "recipientVariables(5)": (m) => m.recipientVariables(5),
  "variables(5)": (m) => m.variables(5),
  "headers(5)": (m) => m.headers(5),
  "header(5, 'x')": (m) => m.header(5, "x"),
  "attachment(5, 'a')": (m) => m.attachment(5, "a"),
  "attachment(true, 'a')": (m) => m.attachment(true, "a"),
  "attachment(Date, 'a')": (m) => m.attachment(new Date(), "a"),
};

export function messageCases({ Message, check, toFormData, toFormDataAsync }) {
  const cases = {
    "message: toFormData() is the platform's own FormData, with repeats and order": async () => {
      const form = toFormData({ ...BASE, tags: ["a", "b", "a"], attachment: [{ data: "1", filename: "1.txt" }, { data: "2", filename: "2.txt" }] });
      ok(form instanceof FormData, "not a FormData");
      same(form.getAll("o:tag"), ["a", "b", "a"], "o:tag");
      same([...form.keys()], ["from", "to", "subject", "text", "o:tag", "o:tag", "o:tag", "attachment", "attachment"], "keys");
      const [first] = form.getAll("attachment");
      ok(first instanceof File, "an attachment is not a File");
      equal(first.name, "1.txt", "name");
      equal(await first.text(), "1", "content");
    },
    "message: toFormData(message) and message.toFormData() agree": async (kit) => {
      const message = kit.builder().tag("x").attachment("é", "é.txt");
      const expected = [...BASE_PARTS, field("o:tag", "x"), file("attachment", "é.txt", "é")];
      same(await partsOf(toFormData(message)), expected, "toFormData(message)");
      same(await partsOf(message.toFormData()), expected, "message.toFormData()");
      same(await partsOf(await toFormDataAsync(message)), expected, "toFormDataAsync(message)");
      same(await partsOf(await message.toFormDataAsync()), expected, "message.toFormDataAsync()");
    },
    "message: toFormData() throws what send() would reject with": async () => {
      const error = thrown(() => toFormData({ ...BASE, to: "nobody at all" }));
      equal(error.name, "InvalidMessageError", "name");
      equal(error.code, "invalid_message", "code");
      const late = await failure(() => toFormDataAsync({ ...BASE, to: "nobody at all" }));
      same(late.problems, error.problems, "problems");
    },
    "message: a setter takes no more values than it has, and changes nothing then": async (kit) => {
      const message = kit.builder();
      const error = thrown(() => message.to("eve@host.com", "mallory@host.com"));
      ok(error instanceof TypeError, error.name);
      equal(error.message, "to: expected one value, found 2", "to");
      equal(thrown(() => message.header("X-A", "1", "2")).message, "header: expected at most 2 values, found 3", "header");
      same(await partsOf(message.toFormData()), BASE_PARTS, "the message");
    },
    "message: setters are methods of the class: named, hidden from loops, and no message has its own": async () => {
      const { to } = Object.getOwnPropertyDescriptors(Message.prototype);
      equal(to.value.name, "to", "name");
      same([to.enumerable, to.writable, to.configurable], [false, true, true], "attributes");
      same(Object.keys(new Message().to("bob@host.com")), [], "own names");
    },
    "message: sent twice": async (kit) => {
      const message = kit.builder().attachment(utf8("x"), "x.txt");
      const expected = [...BASE_PARTS, file("attachment", "x.txt", "x")];
      await kit.arrives(message, expected, "first");
      await kit.arrives(message, expected, "second");
      await kit.arrives(message.tag("third"), [...BASE_PARTS, field("o:tag", "third"), expected[4]], "third, with a tag more");
    },
    "message: one object in many sends at once": async (kit) => {
      const message = kit.builder().attachment(utf8("x"), "x.txt");
      const results = await Promise.all(Array.from({ length: 20 }, () => kit.client().send(message)));
      equal(results.length, 20, "results");
      const requests = await kit.received();
      equal(requests.length, 20, "requests");
      for (const request of requests) same(request.parts, [...BASE_PARTS, file("attachment", "x.txt", "x")], "parts");
    },
    "message: a change after send() does not reach the wire": async (kit) => {
      const bytes = utf8("before");
      const message = kit.builder().attachment(bytes, "a.txt");
      const sent = kit.client().send(message);
      message.subject("after").to("eve@host.com").tag("after");
      bytes.set(utf8("AFTER!"));
      await sent;
      same((await kit.last()).parts, [...BASE_PARTS, file("attachment", "a.txt", "before")], "parts");
    },
    "message: a change of the plain object after send() does not reach the wire": async (kit) => {
      const bytes = utf8("before");
      const init = { ...BASE, to: ["bob@host.com"], variables: { a: { b: 1 } }, attachment: [{ data: bytes, filename: "a.txt" }] };
      const sent = kit.client().send(init);
      init.subject = "after";
      init.to.push("eve@host.com");
      init.variables.a.b = 2;
      init.attachment[0].filename = "b.txt";
      bytes.set(utf8("AFTER!"));
      await sent;
      same((await kit.last()).parts, [...BASE_PARTS, field("v:a", '{"b":1}'), file("attachment", "a.txt", "before")], "parts");
    },
    "message: a change between toFormDataAsync() and its end is not in the form": async (kit) => {
      const message = kit.builder();
      const coming = message.toFormDataAsync();
      message.subject("after");
      same(await partsOf(await coming), BASE_PARTS, "parts");
    },
    "message: a single field's setter replaces, a list's adds": (kit) =>
      kit.arrives(
        kit.builder().subject("one").subject("two").to("eve@host.com").tags(["a", "b"]).tag("c").headers({ "X-A": "1" }).header("X-B", "2"),
        [
          ...BASE_PARTS.map((part) => ({ ...part, value: { to: "bob@host.com, eve@host.com", subject: "two" }[part.name] ?? part.value })),
          ...["a", "b", "c"].map((tag) => field("o:tag", tag)),
          field("h:X-A", "1"),
          field("h:X-B", "2"),
        ],
      ),
    "message: tags and o:tag together merge": async (kit) => {
      const parts = await kit.deliver({ ...BASE, tags: ["a"], "o:tag": ["b"] });
      same(parts.filter((part) => part.name === "o:tag").map((part) => part.value).sort(), ["a", "b"], "tags");
    },
    "message: a single field under both its names is an error": (kit) =>
      kit.refuses({ ...BASE, testMode: true, "o:testmode": "yes" }, { severity: "error", code: "duplicate_field" }),
    "message: null and undefined are absent, cc: [] too": (kit) =>
      kit.arrives({ ...BASE, cc: [], bcc: undefined, html: null, tags: [], attachment: undefined, inline: null, "o:tracking": undefined }, BASE_PARTS),
    "message: to: [] is an error": (kit) => kit.refuses({ ...BASE, to: [] }, { severity: "error", field: "to" }),
    "message: an empty text is a value": (kit) =>
      kit.arrives({ ...BASE, text: "", html: "<p>x</p>" }, [...BASE_PARTS.slice(0, 3), field("text", ""), field("html", "<p>x</p>")]),
    "message: several to without recipient variables is a warning in the result": async (kit) => {
      const { warnings } = await kit.client().send({ ...BASE, to: ["a@b.c", "d@e.f"] });
      kit.finds(warnings, { severity: "warning", code: "recipients_exposed", field: "to" });
      same((await kit.client().send(BASE)).warnings, [], "warnings of a good message");
    },
    "message: check() and problems() report the same list": (kit) => {
      const wrong = { from: "Ada <ada@mg.example.com", to: ["bob@host.com", "eve@"], subject: "a\r\nBcc: x@y.z", deliveryTime: "soon", dkim: "perhaps" };
      const problems = check(wrong);
      for (const name of ["from", "to[1]", "subject", "text", "deliveryTime", "dkim"]) kit.finds(problems, { severity: "error", field: name });
      same(new Message(wrong).problems(), problems, "problems of new Message(init)");
      same(check(BASE), [], "problems of a good message");
      same(kit.builder().problems(), [], "problems of a good builder");
    },
    "message: a builder that is incomplete says all that is missing": (kit) => {
      const problems = new Message().problems();
      kit.finds(problems, { severity: "error", code: "missing_to" });
      kit.finds(problems, { severity: "error", code: "missing_from" });
      kit.finds(problems, { severity: "error", code: "missing_body" });
    },
    "message: free() gives it back; afterwards it says so": async (kit) => {
      const message = kit.builder();
      message.free();
      matches(thrown(() => message.subject("x")).message, /free/, "a setter says");
      matches((await failure(() => kit.client().send(message))).message, /free/, "send says");
      message.free();
    },
    "message: Symbol.dispose is free()": (kit) => {
      if (!Symbol.dispose) return;
      const message = kit.builder();
      message[Symbol.dispose]();
      matches(thrown(() => message.problems()).message, /free/, "problems() says");
    },
    "message: a wrong value of the right type is kept and reported": (kit) => {
      const message = kit.builder().deliveryTime("soon").trackingClicks("textonly");
      kit.finds(message.problems(), { severity: "error", field: "deliveryTime" });
      kit.finds(message.problems(), { severity: "error", field: "trackingClicks" });
    },
    "message: every setter returns the same object": (kit) => {
      const message = new Message();
      equal(message.to("a@b.c"), message, "to");
      equal(message.tag("x").header("X-A", "1").variable("v", {}).attachment("x", "x.txt"), message, "a chain");
    },
  };
  for (const [call, run] of Object.entries(IMPOSSIBLE)) {
    cases[`message: ${call} throws a TypeError and changes nothing`] = async (kit) => {
      const message = kit.builder();
      const error = thrown(() => run(message));
      ok(error instanceof TypeError, `expected a TypeError, found ${error?.name}: ${error?.message}`);
      matches(error.message, new RegExp(call.split("(")[0].replace(/s$/, ""), "i"), "the error names the setter");
      same(await partsOf(message.toFormData()), BASE_PARTS, "the message afterwards");
    };
  }
  return cases;
}
