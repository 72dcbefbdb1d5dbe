// A client's first message, with nothing behind it: what is measured from import to answer. `client` stands for the client.
import connect from "client";
import { messageOf } from "../cases.mjs";
import { ANSWER, KEY } from "../fixture.mjs";

/** How many requests were made: one, but for the client that does nothing. */
export async function first() {
  let calls = 0;
  globalThis.fetch = async () => {
    calls++;
    return new Response(ANSWER, { headers: { "content-type": "application/json" } });
  };
  await connect({ key: KEY, domain: "mg.example.com", base: "http://127.0.0.1:1" })(messageOf("small"));
  return calls;
}

export default { fetch: async () => new Response(String(await first())) };
