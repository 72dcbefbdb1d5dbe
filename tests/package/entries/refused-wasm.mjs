// What is told where a Content-Security-Policy refuses WebAssembly. The fragment names the package's file.
const { check, Mailgun } = await import(location.hash.slice(1));

const message = { from: "Ada <ada@mg.example.com>", to: "bob@host.com", subject: "Report", text: "Hello" };
let sent = 0;
const fetch = async () => (sent++, new Response("{}"));
const told = ({ name, message }) => ({ name, message });

const client = () => new Mailgun({ domain: "mg.example.com", baseUrl: location.origin, fetch });
const checked = await Promise.resolve().then(() => check(message)).catch(told);
const send = await Promise.resolve().then(() => client().send(message)).catch(told);
window.results = { checked, send, sent };
