// The one place that knows where the package is. The addresses are relative, so that the page can stand in any folder;
// `serve.mjs` answers them from the built package, and a static host has a copy of it beside this file.
export { Mailgun, check, toFormDataAsync, isMailgunError } from "./mailgun-edge/default.js";
export { parameters } from "./mailgun-edge/parameters.js";
export { createSandbox } from "./mailgun-edge/sandbox.js";
export { bodyOf } from "./mailgun-edge/sandbox/body.js";
