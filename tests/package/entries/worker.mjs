// The contract in workerd: any request runs it and is answered with the result. The env is a binding.
import * as main from "mailgun-edge";
import { parameters } from "mailgun-edge/parameters";
import { createSandbox } from "mailgun-edge/sandbox";
import { run } from "./contract.mjs";

export default {
  async fetch(request, { ENV }) {
    return Response.json(await run({ ...main, parameters, createSandbox }, ENV));
  },
};
