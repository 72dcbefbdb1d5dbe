// What must not happen on the page: an error that nobody caught, a complaint on the console, something that its policy refused, a
// request to elsewhere. Puppeteer tells of them; what drives WebKit does not, so the page itself is asked too.

/** Runs in the page: keeps what went wrong in it and what its policy refused. */
function watch() {
  globalThis.complaints = [];
  const keep = (event) => globalThis.complaints.push(`${event.type}: ${event.violatedDirective ?? event.message ?? event.reason} ${event.blockedURI ?? ""}`);
  for (const type of ["error", "unhandledrejection", "securitypolicyviolation"]) addEventListener(type, keep);
}

/** Runs in the page: that, and what it asked for elsewhere. After a reload, only the latter. */
function complain(url) {
  const elsewhere = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.startsWith("http") && !name.startsWith(url));
  return [...(globalThis.complaints ?? []), ...elsewhere.map((name) => `went out to ${name}`)];
}

/** Collects them from now on until `end`; `watch` starts the page's own part, once it is loaded. */
export function complaintsOf(page, url) {
  const found = [];
  const listeners = {
    pageerror: (error) => found.push(String(error)),
    console: (message) => message.type() === "error" && found.push(message.text()),
    request: (request) => /^(http|ws)/.test(request.url()) && !request.url().startsWith(url) && found.push(`went out to ${request.url()}`),
  };
  for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
  return {
    watch: () => page.evaluate(watch),
    all: async () => [...found, ...(await page.evaluate(complain, url))],
    end() {
      for (const [event, listener] of Object.entries(listeners)) page.off(event, listener);
    },
  };
}
