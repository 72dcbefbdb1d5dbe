/** For the services that take attachments in JSON. */
export const base64 = (bytes) => bytes.toBase64?.() ?? Buffer.from(bytes.buffer).toString("base64");
