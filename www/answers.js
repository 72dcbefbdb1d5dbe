// What the sandbox can be told to answer, as a choice. Where a fault has no body of its own, the sandbox speaks Mailgun's words.

/** Mailgun names the wait in its words: https://github.com/mailgun/documentation/blob/master/source/api-sending.rst ("Error codes"). */
const limited = (wait) => ({ status: 429, body: { message: `request limit exceeded, try again after ${wait} seconds` } });

/** Each: its name in the choice, and what `failNext` is told; without that, the sandbox checks and answers by itself. */
export const ANSWERS = {
  own: { label: "Accept, if Mailgun would" },
  bad_request: { label: "400 Bad request", fault: () => ({ status: 400 }) },
  unauthorized: { label: "401 Forbidden (key, domain or region)", fault: () => ({ status: 401 }) },
  too_large: { label: "413 Too large", fault: () => ({ status: 413 }) },
  rate_limited: { label: "429 Rate limited", fault: limited },
  server_error: { label: "500 Server error", fault: () => ({ status: 500 }) },
  reset: { label: "Connection lost", fault: () => "reset" },
  timeout: { label: "No answer at all", fault: () => "timeout" },
};

/** How often it answers so; after that it answers by itself. */
export const TIMES = { once: { label: "once", times: 1 }, twice: { label: "twice", times: 2 }, always: { label: "every time", times: Infinity } };

/** When the client sends again. Without `retry` the package's default holds. */
export const RETRIES = {
  default: { label: "After 429, 420 (default)" },
  never: { label: "Never", retry: false },
  ambiguous: { label: "Also if perhaps queued", retry: "ambiguous" },
};
