// A body that the engine itself cannot read back is written as Node writes it, byte for byte.
import assert from "node:assert/strict";
import test from "node:test";
import { bodyOf } from "../../pkg-template/sandbox/body.js";
import { form, URL_US } from "./kit.mjs";

const FORM = form([
  ["from", "ada@mg.example.com"],
  ["h:X \"quoted\"\nname", "a\nb\rc\r\nd"],
  ["o:tag", "ünïcode"],
  ["o:tag", ""],
  ["attachment", new Blob(["a,b\n1,2\n"], { type: "text/csv" }), "naïve \"文\"\r\n%22.csv"],
  ["inline", new File([new Uint8Array([0, 255, 13, 10])], "pixel.png")],
]);

const failing = (request, error) => ({ headers: request.headers, arrayBuffer: () => Promise.reject(error) });
const unreadable = new DOMException("Unable to read form data blob", "InvalidStateError");

test("a FormData with files is written as Node writes it", async () => {
  const request = new Request(URL_US, { method: "POST", body: FORM });
  const written = await bodyOf(failing(request, unreadable), FORM);
  assert.equal(new TextDecoder().decode(written), new TextDecoder().decode(await bodyOf(request, FORM)));
});

test("another failure, and another body, stay failures", async () => {
  const request = new Request(URL_US, { method: "POST", body: FORM });
  const other = new TypeError("body used already");
  await assert.rejects(bodyOf(failing(request, other), FORM), other);
  await assert.rejects(bodyOf(failing(request, unreadable), "text"), unreadable);
});
