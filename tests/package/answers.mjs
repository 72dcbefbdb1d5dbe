// What the loopback server answers. The second label of the domain says it: `c1.status-401.example.com`. The texts are
// those of Mailgun's documentation (mailgun/documentation, source/api-sending.rst, "Error codes") and of the answers
// recorded in mailgun/mailgun-ruby, vcr_cassettes; read 2026-11-22.

const json = (status, body, headers = {}) => ({ status, body: JSON.stringify(body), headers: { "content-type": "application/json", ...headers } });
const text = (status, body, headers = {}) => ({ status, body, headers: { "content-type": "text/plain; charset=utf-8", ...headers } });

/** To `moved-<first label>.accept.example.com`, where a test can see that nothing arrived. */
const moved = (status, domain) => text(status, "", { location: `/v3/moved-${domain.split(".")[0]}.accept.example.com/messages` });

const ANSWERS = {
  accept: (domain) => json(200, { id: `<20261122010203.1.0123456789ABCDEF@${domain}>`, message: "Queued. Thank you." }),
  magnificent: () => text(200, "Mailgun Magnificent API"),
  empty: () => text(200, ""),
  garbage: () => ({ status: 200, body: "<html><body>It works</body></html>", headers: { "content-type": "text/html" } }),
  "status-400": () => json(400, { message: "to parameter is not a valid address. please check documentation" }),
  "status-401": () => text(401, "Forbidden", { "www-authenticate": 'Basic realm="MG API"' }),
  "status-402": () => text(402, ""),
  "status-403": (domain) => json(403, { message: `Domain ${domain} is not allowed to send large batches yet` }),
  "status-404": (domain) => json(404, { message: `Domain not found: ${domain}` }),
  "status-409": () => json(409, { message: "Conflict" }),
  "status-413": () => json(413, { message: "request size exceeds 52.4MiB limit" }),
  "status-418": () => text(418, "I am a teapot"),
  "status-420": (domain) => json(420, { message: `Domain ${domain} is not allowed to send: recipient limit exceeded` }, { "retry-after": "9" }),
  "status-429": (domain) => json(429, { message: `Domain ${domain} is not allowed to send: request limit exceeded` }, { "retry-after": "7" }),
  "again-429": () => json(429, { message: "request limit exceeded, try again after 0 seconds" }),
  "again-503": () => text(503, "", { "retry-after": "0" }),
  "status-500": () => json(500, { message: "Internal Server Error" }),
  "status-502": () => ({ status: 502, body: "<html><h1>502 Bad Gateway</h1></html>", headers: { "content-type": "text/html" } }),
  "redirect-301": (domain) => moved(301, domain),
  "redirect-302": (domain) => moved(302, domain),
  "redirect-307": (domain) => moved(307, domain),
  "redirect-308": (domain) => moved(308, domain),
};

/** Answers for the domain. `reset` breaks the connection, `stall` never answers; mg.example.com, the documentation's own, is accepted. */
export function answer(domain, response) {
  const behaviour = domain === "mg.example.com" ? "accept" : domain.split(".")[1];
  if (behaviour === "reset") return response.socket.resetAndDestroy();
  if (behaviour === "stall") return;
  const made = ANSWERS[behaviour]?.(domain) ?? text(404, `no behaviour named ${behaviour}`);
  response.writeHead(made.status, made.headers).end(made.body);
}
