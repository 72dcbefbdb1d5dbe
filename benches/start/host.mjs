// A worker that makes a fresh isolate for each request, and asks it: /?client=NAME. The bundles and the module are its bindings.
// https://developers.cloudflare.com/dynamic-workers/api-reference

let serial = 0;

/** The module with a custom section of its own, so that no compiled code of an earlier isolate is found. */
function unseen(wasm) {
  const name = new TextEncoder().encode(String(serial++).padStart(9, "0"));
  const section = [0, name.length + 1, name.length, ...name];
  const bytes = new Uint8Array(wasm.byteLength + section.length);
  bytes.set(new Uint8Array(wasm));
  bytes.set(section, wasm.byteLength);
  return bytes.buffer;
}

export default {
  fetch(request, { LOADER, wasm, ...bundles }) {
    const client = new URL(request.url).searchParams.get("client");
    const modules = { "main.js": { js: bundles[client] } };
    if (client === "mailgun-edge") modules["mailgun_edge.wasm"] = { wasm: unseen(wasm) };
    return LOADER.load({ compatibilityDate: "2026-10-01", mainModule: "main.js", modules }).getEntrypoint().fetch("http://isolate/");
  },
};
