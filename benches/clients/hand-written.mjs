// What a good engineer writes by hand: no checks, no retry, the platform's FormData and fetch.
export default function ({ key, domain, base }) {
  const headers = { authorization: `Basic ${btoa(`api:${key}`)}` };
  return async ({ from, to, subject, text, html, tags = [], headers: h = {}, variables = {}, recipientVariables, attachment }) => {
    const form = new FormData();
    form.append("from", from);
    for (const address of to) form.append("to", address);
    for (const [name, value] of Object.entries({ subject, text, html })) if (value !== undefined) form.append(name, value);
    for (const tag of tags) form.append("o:tag", tag);
    for (const [name, value] of Object.entries(h)) form.append(`h:${name}`, value);
    for (const [name, value] of Object.entries(variables)) form.append(`v:${name}`, typeof value === "string" ? value : JSON.stringify(value));
    if (recipientVariables) form.append("recipient-variables", JSON.stringify(recipientVariables));
    if (attachment) form.append("attachment", new Blob([attachment.data], { type: attachment.contentType }), attachment.filename);
    const response = await fetch(`${base}/v3/${domain}/messages`, { method: "POST", headers, body: form });
    if (!response.ok) throw new Error(`Mailgun answered ${response.status}: ${await response.text()}`);
    return response.json();
  };
}
