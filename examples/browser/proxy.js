// Adds the key, which a page must not have, to what the page sends. The page may write to MAILGUN_CONTACT, and to nobody else.

const ALLOWED = new Set(["from", "to", "subject", "text", "h:Reply-To", "attachment"]);

export default {
  async fetch(request, env) {
    const path = `/v3/${env.MAILGUN_DOMAIN}/messages`;
    if (request.method !== "POST" || new URL(request.url).pathname !== `/mail${path}`) return new Response(null, { status: 404 });
    const form = await request.formData();
    const isAllowed = form.getAll("to").join() === env.MAILGUN_CONTACT && [...form.keys()].every((name) => ALLOWED.has(name));
    if (!isAllowed) return Response.json({ message: "This page may not send that." }, { status: 403 });
    form.set("from", `Website <website@${env.MAILGUN_DOMAIN}>`);
    const headers = { authorization: `Basic ${btoa(`api:${env.MAILGUN_KEY}`)}` };
    return fetch((env.MAILGUN_BASE_URL ?? "https://api.mailgun.net") + path, { method: "POST", headers, body: form });
  },
};
