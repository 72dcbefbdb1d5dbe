// Each is loaded when it is asked for, so that a process holds one. It is made with { key, domain, base }, and gives a function
// that sends one message of cases.mjs. It calls the global `fetch`, so that a stub can take its place.
export const CLIENTS = {
  "hand-written": () => import("./clients/hand-written.mjs"),
  "mailgun-edge": () => import("./clients/mailgun-edge.mjs"),
  "mailgun.js": () => import("./clients/mailgun.js.mjs"),
  resend: () => import("./clients/resend.mjs"),
  postmark: () => import("./clients/postmark.mjs"),
};
