// What the sandbox can be told to answer, as a choice. Where a fault has no body of its own, the sandbox speaks Mailgun's words.

/** Each: its name in the choice, and what `failNext` is told; undefined lets the sandbox check and answer by itself. */
export const ANSWERS = {
  own: { label: "Accept, if Mailgun would", fault: undefined },
  bad_request: { label: "400 Bad request", fault: { status: 400 } },
  unauthorized: { label: "401 Forbidden (key, domain or region)", fault: { status: 401 } },
  too_large: { label: "413 Too large", fault: { status: 413 } },
  rate_limited: { label: "429 Rate limited", fault: { status: 429 } },
  server_error: { label: "500 Server error", fault: { status: 500 } },
  reset: { label: "Connection lost", fault: "reset" },
  timeout: { label: "No answer (abort it)", fault: "timeout" },
};
