// The contract in a page, and in a web worker at the same time. What they need is in the fragment: it is too long for a request.
import { broken, contractOf } from "./browser.mjs";

const text = location.hash.slice(1);

const inWorker = new Promise((resolve) => {
  const worker = new Worker("web-worker.mjs", { type: "module" });
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = ({ message }) => resolve(broken("web worker", message));
  worker.postMessage(text);
});
const inPage = contractOf(text, "page").catch((error) => broken("page", error));
window.results = await Promise.all([inPage, inWorker]);
