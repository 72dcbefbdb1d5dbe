// The contract in a web worker: what arrives is what the page's fragment holds.
import { broken, contractOf } from "./browser.mjs";

self.onmessage = async ({ data }) => self.postMessage(await contractOf(data, "web worker").catch((error) => broken("web worker", error)));
