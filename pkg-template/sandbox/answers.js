// Mailgun's answers: status, headers and words.
// Recorded (mailgun-ruby vcr_cassettes at commit 0cd4c77): 200 of 2021-05-10, 400 and 403 of 2023-05-28 and 2025-01-26, 401 of
// 2023-05-28 and 2025-01-26. Documented (error table of source/api-sending.rst, 2024-07-23): the words of 404, 413, 429 and 500.
// Reported: 200 "Mailgun Magnificent API" (django-anymail issue 144), 420 (mailgun-java issue 50, 2025-08-25).
// Left out of the recorded headers: Server, Connection, Content-Length (the server's that carries the answer) and
// Strict-Transport-Security (it would bind a developer's localhost to https).
// Not public: the status of a preflight, and the answer to another method than POST; 200 and 405 are chosen here.

const OPEN = { "access-control-allow-origin": "*", "access-control-allow-credentials": "true", "cache-control": "no-store" };
const CORS = {
  "access-control-allow-headers": "Content-Type, x-requested-with, Authorization",
  "access-control-allow-methods": "GET, POST, PUT, DELETE, OPTIONS",
  "access-control-max-age": "600",
};
const PLAIN = "text/plain; charset=utf-8";
export const JSON_TYPE = "application/json; charset=utf-8";

export function answer(status, type, body, now, headers = {}) {
  const all = new Headers({ ...OPEN, date: new Date(now).toUTCString() });
  if (type !== undefined) all.set("content-type", type);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  return new Response([204, 205, 304].includes(status) ? null : body, { status, headers: all });
}

const REALM = { "www-authenticate": 'Basic realm="MG API"' };

export const refused = (status, message, now, headers) =>
  answer(status, JSON_TYPE, `${JSON.stringify({ message })}\n`, now, headers);
export const forbidden = (now, headers) => answer(401, PLAIN, "Forbidden", now, { ...REALM, ...headers });
export const magnificent = (now) => answer(200, PLAIN, "Mailgun Magnificent API", now);
export const preflight = (now) => answer(200, undefined, null, now, CORS);

export function queued(id, now, limits) {
  const body = JSON.stringify({ id, message: "Queued. Thank you." }, null, 2);
  return answer(200, "application/json", body, now, { ...CORS, "content-disposition": "inline", ...limits });
}

/** Why an account or a domain may not send. Recorded with status 403 for "sandbox" and "free"; documented for the others. */
export const NOT_ALLOWED = {
  sandbox:
    "Sandbox subdomains are for test purposes only. Please add your own domain "
    + "or add the address to authorized recipients in Account Settings.",
  free:
    "Free accounts are for test purposes only. Please upgrade or add the address to authorized recipients in Account Settings.",
  unverified:
    "The domain is unverified and requires DNS configuration. Log in to your control panel to view required DNS records.",
  inactive:
    "Please activate your Mailgun account. Check your inbox or log in to your control panel to resend the activation email.",
};

export const notAllowed = (domain, reason) => `Domain ${domain} is not allowed to send: ${reason}`;

/**
 * The answer to a status of which only the number is known: Mailgun's words where they are public, else an empty body. How long a
 * limit lasts is chosen here: a second, so that a test need not wait for long, as a date; or as many seconds as its `retry-after` says.
 */
export function spoken(status, domain, now, headers) {
  const told = headers["retry-after"];
  const date = new Date(now + 1000).toUTCString().replace("GMT", "UTC");
  const until = /^\d+$/.test(told ?? "") ? `${told} seconds` : date;
  const words = {
    403: () => notAllowed(domain, NOT_ALLOWED.free),
    404: () => `Domain not found: ${domain}`,
    413: () => "request size exceeds 52.4MiB limit",
    420: () => notAllowed(domain, `recipient limit exceeded, try again after ${until}`),
    429: () => notAllowed(domain, `request limit exceeded, try again after ${until}`),
    500: () => "Internal Server Error",
  }[status];
  if (words !== undefined) return refused(status, words(), now, headers);
  return status === 401 ? forbidden(now, headers) : answer(status, undefined, null, now, headers);
}

/** The counters of the recorded 200: windows of ten seconds, their end in milliseconds since 1970. */
export function counters() {
  const windows = { ratelimit: { limit: 2_000_000, used: 0, reset: 0 }, recipient: { limit: 1_000_000, used: 0, reset: 0 } };
  return function count(now, recipients) {
    const headers = {};
    for (const [name, window] of Object.entries(windows)) {
      if (now >= window.reset) Object.assign(window, { used: 0, reset: now + 10_000 });
      window.used += name === "recipient" ? recipients : 1;
      headers[`x-${name}-limit`] = String(window.limit);
      headers[`x-${name}-remaining`] = String(Math.max(0, window.limit - window.used));
      headers[`x-${name}-reset`] = String(window.reset);
    }
    return headers;
  };
}
