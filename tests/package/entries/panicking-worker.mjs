// What a panic costs in workerd: `/` runs the cases, `/1000` so many panics in a row.
import * as pkg from "mailgun-edge";
import * as inner from "/node_modules/mailgun-edge/core.js";
import { inARow, run } from "./panicking.mjs";

export default {
  async fetch(request) {
    const count = Number(new URL(request.url).pathname.slice(1));
    if (count) return Response.json({ broken: await inARow(pkg, inner, count) });
    return Response.json(await run(pkg, inner));
  },
};
