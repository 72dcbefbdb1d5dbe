// Beside @cloudflare/workers-types alone.

import { isMailgunError, Mailgun, Message, type FetchLike } from "mailgun-edge";

interface Env {
  MAILGUN_KEY: string;
  GATEWAY: Fetcher;
  FILES: R2Bucket;
}

export const platform: FetchLike = fetch;

export default {
  async fetch(request, env): Promise<Response> {
    const form = await request.formData();
    const file = form.get("file");
    const object = await env.FILES.get("report.pdf");
    const mailgun = new Mailgun({
      key: env.MAILGUN_KEY,
      domain: "mg.example.com",
      fetch: (url, init) => env.GATEWAY.fetch(url, init),
    });
    const message = new Message().to("a@b.c").attachment(request.body!, "body");
    if (object) message.attachment(object.body, "report.pdf");
    if (file instanceof File) message.attachment(file);
    try {
      return Response.json(await mailgun.send(message, { signal: request.signal }));
    } catch (error) {
      if (isMailgunError(error)) return Response.json(error, { status: 502 });
      throw error;
    }
  },
} satisfies ExportedHandler<Env>;
