// The bytes of a request's body. WebKitGTK 2.50 reads no FormData back that holds a file: InvalidStateError, "Unable to read
// form data blob" (measured 2026-11-22). Its bytes are then written here, with the boundary that the engine has announced.
import { boundary } from "./form.js";

/** What the request carries; `form` is what it was made of. */
export async function bodyOf(request, form) {
  try {
    return new Uint8Array(await request.arrayBuffer());
  } catch (error) {
    if (error?.name !== "InvalidStateError" || !(form instanceof FormData)) throw error;
    return written(form, boundary(request.headers.get("content-type") ?? ""));
  }
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
async function written(form, mark) {
  const pieces = [];
  for (const [name, value] of form) {
    const head = `--${mark}\r\nContent-Disposition: form-data; name="${escaped(lines(name))}"`;
    if (typeof value === "string") pieces.push(`${head}\r\n\r\n${lines(value)}\r\n`);
    else pieces.push(`${head}; filename="${escaped(value.name)}"\r\nContent-Type: ${value.type || "application/octet-stream"}\r\n\r\n`, value, "\r\n");
  }
  return new Uint8Array(await new Blob([...pieces, `--${mark}--\r\n`]).arrayBuffer());
}

const lines = (text) => text.replace(/\r\n?|\n/g, "\r\n");
const escaped = (text) => text.replace(/[\n\r"]/g, encodeURIComponent);
