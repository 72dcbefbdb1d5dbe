// Bodies byte by byte: what a multipart or urlencoded body holds, and what Mailgun says of one it cannot read.
import assert from "node:assert/strict";
import test from "node:test";
import { gzipSync } from "node:zlib";
import { GOOD, form, post, said, sandboxAt, send } from "./kit.mjs";

const TYPE = "multipart/form-data; boundary=B";
const text = (name, value) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const HEAD = GOOD.map(([name, value]) => text(name, value)).join("");
const raw = (body, type = TYPE, headers = {}) => {
  const sandbox = sandboxAt();
  return post(sandbox, body, { headers: { "content-type": type, ...headers } }).then(async (response) => ({ said: await said(response), sandbox }));
};

const REFUSED = [
  ["application/json", "{}", "Invalid request content type. Expecting 'multipart/form-data' but got 'application/json'"],
  ["multipart/form-data", `${HEAD}--B--\r\n`, "Boundary not found for multipart/form-data request"],
  ["multipart/form-data; charset=utf-8", `${HEAD}--B--\r\n`, "Boundary not found for multipart/form-data request"],
  [TYPE, "", "unable to parse request: unexpected EOF"],
  [TYPE, HEAD, "unable to parse request: unexpected EOF"],
  [TYPE, HEAD.slice(0, -9), "unable to parse request: unexpected EOF"],
  [TYPE, `${HEAD}--B\r\nContent-Disposition: form-data; name="x"`, "unable to parse request: unexpected EOF"],
  [TYPE, `${HEAD}--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--`, "malformed multipart/form-data request"],
  [TYPE, `${HEAD}--B\r\nContent-Disposition: file; name="x"\r\n\r\nx\r\n--B--`, "malformed multipart/form-data request"],
  [TYPE, `${HEAD}--B\r\nno header here\r\n\r\nx\r\n--B--`, "malformed multipart/form-data request"],
  [TYPE, "--B--\r\n", "from parameter is missing"],
  ["application/x-www-form-urlencoded", "from=a%40b&to=%te", 'unable to parse request: invalid URL escape "%te"'],
  ["application/x-www-form-urlencoded", "from=a%4", 'unable to parse request: invalid URL escape "%4"'],
];

for (const [type, body, words] of REFUSED) {
  test(`${words}: ${type}, ${JSON.stringify(body.slice(-40))}`, async () => {
    assert.deepEqual((await raw(body, type)).said, [400, words]);
  });
}

test("parts with names in quotes and escapes, odd spacing, a preamble, an epilogue", async () => {
  const body =
    "preamble\r\n" + HEAD + '--B \t\r\ncontent-disposition:form-data;name=v:plain\r\n\r\n--B is not a delimiter here\r\n\r\n' +
    '--B\r\nContent-Disposition: form-data; name="v:q\\"\\\\uo%22te"\r\n\r\n\r\n--Bee\r\n' + "--B--\r\nepilogue";
  const { said: answer, sandbox } = await raw(body, 'Multipart/Form-Data; charset=utf-8; boundary="B"');
  assert.deepEqual(answer, [200, "Queued. Thank you."]);
  assert.deepEqual(sandbox.messages[0].variables, { plain: "--B is not a delimiter here\r\n", 'q"\\uo%22te': "\r\n--Bee" });
});

test("filenames as on the wire; none, an empty one or only filename* is lost", async () => {
  const file = (parameters, type = "") => `--B\r\nContent-Disposition: form-data; name="attachment"${parameters}\r\n${type}\r\nx\r\n`;
  const body =
    HEAD + file('; filename="日本.txt"', "Content-Type: text/plain;charset=utf-8\r\n") + file('; filename="a%22b.txt"') + file("") +
    file('; filename=""') + file("; filename*=UTF-8''a.txt", "Content-Type: text/plain\r\n") + "--B--";
  const { sandbox } = await raw(body);
  const [message] = sandbox.messages;
  assert.deepEqual(message.attachments.map(({ filename, type }) => [filename, type]), [
    ["日本.txt", "text/plain;charset=utf-8"],
    ["a%22b.txt", "application/octet-stream"],
  ]);
  assert.deepEqual(message.dropped, Array(3).fill({ name: "attachment", value: "x" }));
});

test("bytes that look like delimiters stay bytes", async () => {
  const bytes = new Uint8Array(70_000).map((_, at) => [13, 10, 45, 45, 66, 120, 0, 255][at % 8]);
  const sandbox = sandboxAt();
  await post(sandbox, form([...GOOD, ["attachment", new Blob([bytes]), "x.bin"]]));
  assert.deepEqual(new Uint8Array(await sandbox.messages[0].attachments[0].blob.arrayBuffer()), bytes);
});

test("a leading byte order mark is text", async () => {
  const sandbox = sandboxAt();
  await send(sandbox, { text: "\ufeffa" });
  assert.equal(sandbox.messages[0].text, "\ufeffa");
});

test("gzip bodies are unpacked, and count unpacked", async () => {
  const packed = { "content-encoding": "gzip" };
  assert.deepEqual((await raw(gzipSync(`${HEAD}--B--`), TYPE, packed)).said, [200, "Queued. Thank you."]);
  assert.deepEqual((await raw("not gzip", TYPE, packed)).said, [400, "unable to parse request: unexpected EOF"]);
  const large = await raw(gzipSync(new Uint8Array(52_428_801)), TYPE, packed);
  assert.deepEqual(large.said, [413, "request size exceeds 52.4MiB limit"]);
});
