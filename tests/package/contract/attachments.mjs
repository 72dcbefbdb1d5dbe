// Every kind of attachment, every kind of name, and what is refused.

import { BASE, BASE_PARTS, equal, failure, field, file, matches, partsOf, same, sleep, thrown, utf8 } from "./kit.mjs";

const BYTES = Uint8Array.from({ length: 256 }, (_, i) => 255 - i);
const TYPE = "application/x-test";

const streamOf = (...chunks) =>
  new ReadableStream({
    async start(controller) {
      for (const chunk of chunks) {
        await sleep(1);
        controller.enqueue(chunk);
      }
      controller.close();
    },
  });

async function* generator(...chunks) {
  for (const chunk of chunks) {
    await sleep(1);
    yield chunk;
  }
}

const [HEAD, TAIL] = [BYTES.slice(0, 100), BYTES.slice(100)];
const viewOf = (View) => new View(BYTES.slice().buffer);
const VIEWS = ["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "DataView"];

/** Kinds that are there at once: a maker of each, and the bytes expected where they are not BYTES. */
function kinds({ Buffer }) {
  const made = {
    "a File": () => new File([BYTES], "own.bin"),
    "a Blob": () => new Blob([HEAD, TAIL]),
    "an ArrayBuffer": () => BYTES.slice().buffer,
    "a subarray": () => new Uint8Array([...BYTES, 1, 2, 3]).subarray(0, 256),
    "a Uint16Array with an offset": () => new Uint16Array(new Uint8Array([9, 9, ...BYTES, 9, 9]).buffer, 2, 128),
    "a DataView with an offset": () => new DataView(new Uint8Array([7, ...BYTES, 7]).buffer, 1, 256),
  };
  for (const name of VIEWS) if (globalThis[name]) made[`a ${name}`] = () => viewOf(globalThis[name]);
  if (Buffer) {
    made["a Buffer"] = () => Buffer.from(BYTES);
    made["a slice of a Buffer"] = () => Buffer.concat([Buffer.from([1]), BYTES, Buffer.from([2])]).subarray(1, 257);
  }
  return made;
}

/** Kinds that are read first. */
function streams({ Buffer, Readable }) {
  const made = {
    "a ReadableStream": () => streamOf(HEAD, TAIL),
    "a ReadableStream of views with an offset": () => streamOf(new Uint8Array([0, ...HEAD]).subarray(1), new Uint8Array([...TAIL, 0]).subarray(0, 156)),
    "a Response": () => new Response(BYTES.slice()),
    "a Response of a stream": () => new Response(streamOf(HEAD, TAIL)),
    "an async generator": () => generator(HEAD, TAIL),
    "an async generator of ArrayBuffers": () => generator(HEAD.slice().buffer, TAIL.slice().buffer),
    "an async generator of Blobs": () => generator(new Blob([HEAD]), new Blob([TAIL])),
    "an async generator of small pieces": () => generator(BYTES.slice(0, 3), 252, new Uint16Array(BYTES.slice(4, 8).buffer), BYTES.slice(8)),
    "a Blob of a library": () => ({ size: 256, type: "", arrayBuffer: async () => BYTES.slice().buffer, slice() {}, [Symbol.toStringTag]: "Blob" }),
    "a sync iterable": () => new Set([HEAD, TAIL]),
    "a sync generator": () => (function* () { yield HEAD; yield TAIL; })(),
  };
  if (Readable) made["a Node Readable"] = () => Readable.from([Buffer.from(HEAD), Buffer.from(TAIL)]);
  if (Readable) made["a Node Readable of bytes"] = () => new Readable({ read() { this.push(BYTES); this.push(null); } });
  return made;
}

const expected = [...BASE_PARTS, file("attachment", "a.bin", BYTES, TYPE), file("attachment", "b.bin", BYTES, TYPE), file("inline", "c.bin", BYTES, TYPE)];
const options = (filename) => ({ filename, contentType: TYPE });
const withObject = (make) => ({
  ...BASE,
  attachment: [{ data: make(), ...options("a.bin") }, { data: make(), ...options("b.bin") }],
  inline: { data: make(), ...options("c.bin") },
});
const withBuilder = (kit, make) =>
  kit.builder().attachment(make(), options("a.bin")).attachment({ data: make(), ...options("b.bin") }).inline(make(), options("c.bin"));

const NAMES = {
  Cyrillic: "Отчёт за неделю.pdf",
  CJK: "報告書（最終）.txt",
  Korean: "보고서.hwp",
  Arabic: "تقرير نهائي.pdf",
  Hebrew: "דוח.pdf",
  Devanagari: "रिपोर्ट.txt",
  Thai: "รายงาน.txt",
  Greek: "Ἀναφορά.txt",
  emoji: "👩‍👩‍👧‍👦 🇺🇦 ☃️.png",
  "combining marks": "e\u0301 a\u0308 n\u0303.txt",
  "precomposed letters": "\u00e9 \u00e4 \u00f1.txt",
  "255 bytes": `${"é".repeat(125)}a.txt`,
  spaces: "a  b   c.txt",
  percent: "100% %22 %0D%0A %zz.txt",
  "other punctuation": "a;b=c,d'e&f#g(h)[i]{j}~!@$^+`.txt",
  "no extension": "LICENSE",
  "only an extension": ".env",
};

const CLEANED = {
  'a"b".txt': "a'b'.txt",
  "dir/sub/c.txt": "c.txt",
  "../../etc/passwd": "passwd",
  "/d.txt": "d.txt",
  "C:\\Users\\eve\\e.txt": "e.txt",
};

/** As libraries have them beside the platform's own. */
const libraryBlob = (text, more) => ({ size: text.length, type: "text/csv", arrayBuffer: async () => utf8(text).buffer, slice() {}, [Symbol.toStringTag]: "Blob", ...more });

const WRONG = { "5": 5, "true": true, "{}": {}, "a Date": new Date(), "a function": () => {}, "a RegExp": /x/ };

export function attachmentCases({ Message, check, toFormData, toFormDataAsync }, env) {
  const cases = {
    "attachment: a File as it is, with its name and type": (kit) => {
      const made = () => new File([BYTES], "своё.png", { type: "image/png" });
      const wanted = [...BASE_PARTS, file("attachment", "своё.png", BYTES, "image/png")];
      return kit.arrives({ ...BASE, attachment: made() }, wanted).then(() => kit.arrives(kit.builder().attachment(made()), wanted));
    },
    "attachment: a File under another name and type": (kit) =>
      kit.arrives(
        { ...BASE, attachment: { data: new File([BYTES], "own.png", { type: "image/png" }), ...options("other.bin") } },
        [...BASE_PARTS, file("attachment", "other.bin", BYTES, TYPE)],
      ),
    "attachment: a Blob's type is kept": (kit) =>
      kit.arrives({ ...BASE, attachment: { data: new Blob([BYTES], { type: "image/gif" }), filename: "x.gif" } }, [...BASE_PARTS, file("attachment", "x.gif", BYTES, "image/gif")]),
    "attachment: a Response's type is kept": (kit) =>
      kit.arrives(
        { ...BASE, attachment: { data: new Response(BYTES.slice(), { headers: { "content-type": "text/csv" } }), filename: "x.csv" } },
        [...BASE_PARTS, file("attachment", "x.csv", BYTES, "text/csv")],
      ),
    "attachment: a type's parameters are kept": async (kit) => {
      await kit.deliver({ ...BASE, attachment: { data: "é", filename: "x.csv", contentType: "text/csv; charset=utf-8" } });
      matches(atob((await kit.last()).raw), /Content-Type: text\/csv; ?charset=utf-8\r\n/i, "raw body");
    },
    "attachment: a string goes as UTF-8, line ends as they are": (kit) =>
      kit.arrives({ ...BASE, attachment: { data: "naïve ☃\n\r\r\n", filename: "s.txt" } }, [...BASE_PARTS, file("attachment", "s.txt", "naïve ☃\n\r\r\n")]),
    "attachment: a lone surrogate in a string becomes U+FFFD": (kit) =>
      kit.arrives({ ...BASE, attachment: { data: "a\ud800", filename: "s.txt" } }, [...BASE_PARTS, file("attachment", "s.txt", "a\ufffd")]),
    "attachment: empty files": (kit) =>
      kit.arrives(
        { ...BASE, attachment: [{ data: "", filename: "a" }, { data: new Uint8Array(0), filename: "b" }, { data: new Blob([]), filename: "c" }, { data: streamOf(), filename: "d" }] },
        [...BASE_PARTS, ...["a", "b", "c", "d"].map((name) => file("attachment", name, ""))],
      ),
    "attachment: text in chunks, a letter of which is cut in two": (kit) =>
      kit.arrives(
        { ...BASE, attachment: [{ data: generator("naïve ", "☃\ud800"), filename: "a.txt" }, { data: streamOf(utf8("é").slice(0, 1), utf8("é").slice(1)), filename: "b.txt" }] },
        [...BASE_PARTS, file("attachment", "a.txt", "naïve ☃\ufffd"), file("attachment", "b.txt", "é")],
      ),
    "attachment: a list of chunks": (kit) =>
      kit.arrives({ ...BASE, attachment: { data: [HEAD, TAIL], ...options("a.bin") } }, [...BASE_PARTS, expected[4]]),
    "attachment: what fetch() gave": async (kit) => {
      const response = await fetch(`${env.base}/_received/nobody`);
      await kit.arrives({ ...BASE, attachment: { data: response, filename: "a.json" } }, [...BASE_PARTS, file("attachment", "a.json", "[]", "application/json")]);
      const { body } = await fetch(`${env.base}/_received/nobody`);
      await kit.arrives(kit.builder().attachment(body, "b.json"), [...BASE_PARTS, file("attachment", "b.json", "[]")]);
    },
    "attachment: eight megabytes, by their SHA-256": async (kit) => {
      const bytes = Uint8Array.from({ length: 8_000_001 }, (_, i) => (i * 7919) >> 3);
      await kit.client().send({ ...BASE, attachment: { data: bytes, filename: "big.bin" } });
      const [{ parts }] = await (await fetch(`${env.base}/_received/${kit.domain()}`)).json();
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
      equal(parts[4].size, bytes.length, "size");
      equal(parts[4].sha256, [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join(""), "sha256");
    },
    "attachment: bytes that look like a boundary and headers": (kit) => {
      const text = '\r\n--boundary\r\nContent-Disposition: form-data; name="to"\r\n\r\nevil@host.com\r\n--boundary--\r\n';
      return kit.arrives({ ...BASE, attachment: { data: text, filename: "x.txt" } }, [...BASE_PARTS, file("attachment", "x.txt", text)]);
    },
    "attachment: many, in order, after all fields": (kit) => {
      const files = Array.from({ length: 30 }, (_, i) => ({ data: String(i), filename: `${i}.txt` }));
      const parts = files.map(({ data, filename }) => file("attachment", filename, data));
      return kit.arrives({ attachment: files, ...BASE, tags: "z" }, [...BASE_PARTS, field("o:tag", "z"), ...parts]);
    },
    "attachment: a list to the builder": (kit) =>
      kit.arrives(kit.builder().attachment([new File(["1"], "1.txt"), { data: "2", filename: "2.txt" }]), [...BASE_PARTS, file("attachment", "1.txt", "1"), file("attachment", "2.txt", "2")]),
    "attachment: toFormData() with a stream says to use toFormDataAsync()": (kit) => {
      const error = thrown(() => toFormData({ ...BASE, attachment: { data: streamOf(BYTES), filename: "a" } }));
      equal(error.name, "InvalidMessageError", "name");
      matches(error.message, /toFormDataAsync/, "message");
      matches(thrown(() => kit.builder().attachment(new Response("x"), "a").toFormData()).message, /toFormDataAsync/, "the builder's message");
    },
    "attachment: a stream is read once and kept: dry run, send, send again": async (kit) => {
      const message = kit.builder().attachment(streamOf(HEAD, TAIL), options("a.bin"));
      const wanted = [...BASE_PARTS, expected[4]];
      same(await partsOf(await message.toFormDataAsync()), wanted, "toFormDataAsync");
      await kit.arrives(message, wanted, "first");
      await kit.arrives(message, wanted, "second");
    },
    "attachment: a stream in a plain object can be sent again": async (kit) => {
      const init = { ...BASE, attachment: { data: streamOf(HEAD, TAIL), ...options("a.bin") } };
      await kit.arrives(init, [...BASE_PARTS, expected[4]], "first");
      await kit.arrives(init, [...BASE_PARTS, expected[4]], "second");
    },
    "attachment: two sends of one stream at once": async (kit) => {
      const message = kit.builder().attachment(streamOf(HEAD, TAIL), options("a.bin"));
      await Promise.all([kit.client().send(message), kit.client().send(message)]);
      const requests = await kit.received();
      equal(requests.length, 2, "requests");
      for (const { parts } of requests) same(parts, [...BASE_PARTS, expected[4]], "parts");
    },
    "attachment: a change while a stream is read does not reach the wire": async (kit) => {
      const message = kit.builder().attachment(streamOf(HEAD, TAIL), options("a.bin"));
      const sent = kit.client().send(message);
      message.subject("after").tag("after");
      await sent;
      same((await kit.last()).parts, [...BASE_PARTS, expected[4]], "parts");
    },
    "attachment: a stream that fails rejects with its cause, nothing is sent": async (kit) => {
      const cause = new Error("disk gone");
      const failing = new ReadableStream({ pull(controller) { controller.error(cause); } });
      const error = await failure(() => kit.client().send({ ...BASE, attachment: [{ data: "x", filename: "x" }, { data: failing, filename: "a" }] }));
      equal(error.name, "InvalidMessageError", "name");
      equal(error.code, "attachment_stream", "code");
      equal(error.cause, cause, "cause");
      matches(error.message, /attachment\[1\]/, "message");
      equal((await kit.received()).length, 0, "requests");
    },
    "attachment: a File of a library keeps its name and type": (kit) =>
      kit.arrives({ ...BASE, attachment: libraryBlob("a;b", { name: "own.csv" }) }, [...BASE_PARTS, file("attachment", "own.csv", "a;b", "text/csv")]),
    "attachment: a Blob of a library where only the platform's will do is an error": async (kit) => {
      const blob = libraryBlob("a;b");
      kit.finds(check({ ...BASE, attachment: { data: [blob], filename: "x" } }), { severity: "error", code: "wrong_type", field: "attachment.data" });
      const chunk = await failure(() => toFormDataAsync({ ...BASE, attachment: { data: generator(blob), filename: "x" } }));
      equal(chunk.code, "attachment_stream", "a chunk");
      const short = await failure(() => toFormDataAsync({ ...BASE, attachment: { data: { ...blob, size: 5 }, filename: "x" } }));
      matches(short.message, /expected 5 bytes, found 3/, "one that is shorter than it says");
    },
    "attachment: text and bytes in small chunks, in their order": async () => {
      const chunks = [];
      for (let i = 0; i < 9000; i++) chunks.push(...[`line ${i};é\n`, utf8(`${i},`), i % 256, BYTES]);
      chunks.push(new Uint8Array(70_000).fill(7), "end");
      const whole = new Uint8Array(await new Blob(chunks.map((chunk) => (typeof chunk === "number" ? Uint8Array.of(chunk) : chunk))).arrayBuffer());
      const source = (async function* () { yield* chunks; })();
      const form = await toFormDataAsync({ ...BASE, attachment: { data: source, filename: "x" } });
      const found = new Uint8Array(await form.get("attachment").arrayBuffer());
      equal(found.length, whole.length, "length");
      equal(found.findIndex((byte, at) => byte !== whole[at]), -1, "the first that differs");
    },
    "attachment: a source that gives nothing for ever is broken off in time": async (kit) => {
      const nothing = new Uint8Array(0);
      const sources = [(async function* () { for (;;) yield nothing; })(), (async function* () { for (;;) yield ""; })(), new ReadableStream({ pull: (controller) => controller.enqueue(nothing) })];
      for (const data of sources) {
        const error = await failure(() => kit.client("accept", { timeout: 300 }).send({ ...BASE, attachment: { data, filename: "x" } }));
        equal(error.code, "attachment_stream", "code");
      }
      equal((await kit.received()).length, 0, "requests");
    },
    "attachment: a stream that fails with anything": async () => {
      for (const thrown of [Symbol("gone"), Object.create(null), null, undefined]) {
        const data = new ReadableStream({ start: (controller) => controller.error(thrown) });
        const error = await failure(() => toFormDataAsync({ ...BASE, attachment: { data, filename: "x" } }));
        equal(error.code, "attachment_stream", String(typeof thrown));
      }
    },
    "attachment: bytes in an iterable that change later go out as they were": async () => {
      const bytes = utf8("before");
      const form = toFormDataAsync({ ...BASE, attachment: { data: new Set([bytes]), filename: "x" } });
      bytes.set(utf8("AFTER!"));
      equal(await (await form).get("attachment").text(), "before", "bytes");
    },
    "attachment: a source with destroy() that stalls is let go of": async (kit) => {
      let destroyed = 0;
      const data = { destroy: () => void destroyed++, [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
      await failure(() => kit.client("accept", { timeout: 50 }).send({ ...BASE, attachment: { data, filename: "x" } }));
      await sleep(10);
      equal(destroyed, 1, "destroyed");
    },
    "attachment: an iterable that can be read once is read once": async () => {
      const once = (function* () { yield "A"; yield "B"; })();
      const message = { ...BASE, attachment: { data: { [Symbol.iterator]: () => once }, filename: "x" } };
      for (const time of ["first", "second"]) equal(await (await toFormDataAsync(message)).get("attachment").text(), "AB", time);
    },
    "attachment: what iterates over other things than bytes is an error": (kit) => {
      for (const data of [new FormData(), new Headers(), new Map(), new URLSearchParams("a=b")]) {
        kit.finds(check({ ...BASE, attachment: { data, filename: "x" } }), { severity: "error", code: "wrong_type", field: /^attachment/ });
      }
    },
    "attachment: where one file fails, no other is read on": async () => {
      let cancelled = 0;
      const slow = new ReadableStream({ cancel: () => void cancelled++ });
      const failing = new ReadableStream({ start: (controller) => controller.error(new Error("gone")) });
      await failure(() => toFormDataAsync({ ...BASE, attachment: [{ data: slow, filename: "a" }, { data: failing, filename: "b" }] }));
      await sleep(10);
      equal(cancelled, 1, "streams cancelled");
    },
    "attachment: a stream of things that are no bytes is an error": async (kit) => {
      const error = await failure(() => kit.client().send({ ...BASE, attachment: { data: generator(5, {}), filename: "a" } }));
      equal(error.name, "InvalidMessageError", "name");
      equal((await kit.received()).length, 0, "requests");
    },
    "attachment: a Response that was read already is an error": async (kit) => {
      const response = new Response("x");
      await response.text();
      const error = await failure(() => kit.client().send({ ...BASE, attachment: { data: response, filename: "a" } }));
      equal(error.name, "InvalidMessageError", "name");
    },
    "attachment: a stream that was read from is an error, not what is left of it": async (kit) => {
      const { Readable } = env;
      const web = () => new ReadableStream({ start(controller) { controller.enqueue(BYTES.slice(0, 2)); controller.enqueue(BYTES.slice(2)); controller.close(); } });
      const begun = web();
      const reader = begun.getReader();
      await reader.read();
      reader.releaseLock();
      const over = web();
      await new Response(over).arrayBuffer();
      const locked = web();
      locked.getReader();
      const read = { begun, over, locked };
      // A stream of a library, which a Response would begin to read.
      const library = { getReader: () => web().getReader(), async *[Symbol.asyncIterator]() { yield BYTES; } };
      const form = await toFormDataAsync({ ...BASE, attachment: { data: library, filename: "a" } });
      equal(form.get("attachment").size, BYTES.length, "a library's");
      if (Readable) {
        read.node = Readable.from([BYTES]);
        for await (const chunk of read.node) equal(chunk.length, BYTES.length, "a chunk");
        read.flowing = new Readable({ read() {} });
        read.flowing.on("data", () => {});
      }
      for (const [title, data] of Object.entries(read)) {
        const error = await failure(() => kit.client("accept").send({ ...BASE, attachment: { data, filename: "a" } }));
        same([error.name, error.problems?.map(({ field, code }) => `${field} ${code}`)], ["InvalidMessageError", ["attachment unreadable_attachment"]], title);
      }
    },
    "attachment: a missing name is an error that names the place": async (kit) => {
      const missing = (attachment, place) => kit.refuses({ ...BASE, attachment }, { severity: "error", code: "missing_filename", field: place }, place);
      await missing([new File(["x"], "x.txt"), { data: BYTES }], "attachment[1].filename");
      await missing([new File(["x"], "x.txt"), new Blob(["x"])], "attachment[1].filename");
      await missing([new File(["x"], "x.txt"), streamOf(BYTES)], "attachment[1].filename");
      kit.finds(check({ ...BASE, inline: [{ data: "x" }] }), { severity: "error", code: "missing_filename", field: /^inline/ });
    },
    "attachment: wrong elements are errors that name the place": (kit) => {
      const file = new File(["x"], "x.txt");
      for (const [name, value] of Object.entries({ ...WRONG, null: null, undefined })) {
        kit.finds(check({ ...BASE, attachment: [file, value] }), { severity: "error", field: /^attachment\[1\]/ }, `[File, ${name}]`);
      }
      for (const [name, value] of Object.entries(WRONG)) {
        kit.finds(check({ ...BASE, attachment: value }), { severity: "error", field: /^attachment/ }, name);
        kit.finds(check({ ...BASE, inline: { data: value, filename: "x" } }), { severity: "error", field: /^inline/ }, `{ data: ${name} }`);
      }
      kit.finds(check({ ...BASE, attachment: { data: null, filename: "x" } }), { severity: "error", field: /^attachment/ }, "{ data: null }");
      kit.finds(check({ ...BASE, attachment: { data: "x", filename: 5 } }), { severity: "error", field: /^attachment/ }, "{ filename: 5 }");
    },
    "attachment: a control character in a name is an error": (kit) => {
      for (const bad of ["a\r\nb.txt", "a\nb", "a\rb", "a\0b", "a\x7fb", "\t.txt"]) {
        kit.finds(check({ ...BASE, attachment: { data: "x", filename: bad } }), { severity: "error", field: /^attachment/ }, JSON.stringify(bad));
      }
      kit.finds(check({ ...BASE, attachment: { data: "x", filename: "" } }), { severity: "error", field: /^attachment/ }, "an empty name");
    },
    "attachment: a type that is none is an error": (kit) => {
      for (const bad of ["text", "text/plain\r\nX-A: 1", "é/x"]) {
        kit.finds(check({ ...BASE, attachment: { data: "x", filename: "x", contentType: bad } }), { severity: "error", field: /^attachment/ }, JSON.stringify(bad));
      }
    },
    "attachment: a lone surrogate in a name becomes U+FFFD": (kit) =>
      kit.arrives({ ...BASE, attachment: { data: "x", filename: "a\ud800b.txt" } }, [...BASE_PARTS, file("attachment", "a\ufffdb.txt", "x")]),
  };

  for (const [title, make] of Object.entries(kinds(env))) {
    cases[`attachment: ${title}`] = async (kit) => {
      same(await partsOf(toFormData(withObject(make))), expected, "toFormData");
      await kit.arrives(withObject(make), expected, "plain object");
      await kit.arrives(withBuilder(kit, make), expected, "builder");
    };
  }
  for (const [title, make] of Object.entries(streams(env))) {
    cases[`attachment: ${title}`] = async (kit) => {
      same(await partsOf(await toFormDataAsync(withObject(make))), expected, "toFormDataAsync");
      await kit.arrives(withObject(make), expected, "plain object");
      await kit.arrives(withBuilder(kit, make), expected, "builder");
    };
  }
  for (const [title, name] of Object.entries(NAMES)) {
    cases[`attachment: a name with ${title}`] = async (kit) => {
      // A name that is a Content-ID has no white space.
      const id = name.replace(/\s/g, "-");
      const parts = (made) => [...BASE_PARTS, file("attachment", made(name), "x"), file("inline", made(id), "y")];
      const message = { ...BASE, attachment: new File(["x"], name), inline: { data: "y", filename: id } };
      same(await partsOf(toFormData(message)), parts((text) => text), "toFormData");
      const wanted = parts((text) => (env.composes ? text.normalize("NFC") : text));
      await kit.arrives(message, wanted, "plain object");
      await kit.arrives(new Message(BASE).attachment(utf8("x"), name).inline("y", { filename: id }), wanted, "builder");
    };
  }
  for (const [name, sent] of Object.entries(CLEANED)) {
    cases[`attachment: the name ${name} is cleaned`] = (kit) =>
      kit.arrives({ ...BASE, attachment: { data: "x", filename: name } }, [...BASE_PARTS, file("attachment", sent, "x")]);
  }
  return cases;
}
