// The contract in workerd: any request runs it and is answered with the result. The env is a binding.
import { run } from "./contract.mjs";
import { pkg } from "./package.mjs";

export default {
  async fetch(request, { ENV }) {
    return Response.json(await run(pkg, ENV));
  },
};
