// Mail through a queue: `fetch` checks what is posted and queues it, `queue` sends it. Cloudflare delivers a job again whose handler
// throws, so each outcome says what becomes of its job: what was perhaps sent already is not sent again.
// It mails for everybody who can reach it: put your own authentication before it.

import { check, isInvalidMessageError, isRefusedError, Mailgun } from "mailgun-edge";

/** The longest delay of a job, in seconds (https://developers.cloudflare.com/queues/platform/limits/). */
const DELAY_MAX = 43_200;

export default {
  async fetch(request, env) {
    if (request.method !== "POST") return Response.json({ error: "POST a message as JSON" }, { status: 405, headers: { allow: "POST" } });
    const posted = await request.json().catch(() => undefined);
    const message = { from: `Worker <worker@${env.MAILGUN_DOMAIN}>`, ...posted };
    const problems = check(message).filter(({ severity }) => severity === "error");
    if (problems.length > 0) return Response.json({ problems }, { status: 422 });
    await env.MAIL.send(message);
    return new Response(null, { status: 202 });
  },

  async queue(batch, env) {
    // The queue waits, and not the Worker.
    const mailgun = new Mailgun({ key: env.MAILGUN_KEY, domain: env.MAILGUN_DOMAIN, baseUrl: env.MAILGUN_BASE_URL || undefined, retry: false });
    for (const job of batch.messages) await deliver(job, mailgun, env);
  },
};

async function deliver(job, mailgun, env) {
  // The job's own, so that it can be looked up in Mailgun's events.
  const headers = { ...job.body.headers, "Message-Id": `<${job.id}@${env.MAILGUN_DOMAIN}>` };
  try {
    await mailgun.send({ ...job.body, headers });
    job.ack();
  } catch (error) {
    if (isRefusedError(error) || isInvalidMessageError(error)) {
      // Nothing was sent: again, when Mailgun says so; in the end it is a dead letter.
      job.retry({ delaySeconds: Math.min(Math.ceil((error.retryAfter ?? 0) / 1000), DELAY_MAX) });
      console.error(JSON.stringify(error));
    } else {
      // First of all: what is thrown from here on brings the job back no more.
      job.ack();
      console.error(JSON.stringify(error));
      await env.UNCLEAR.send({ error, to: job.body.to, subject: job.body.subject });
    }
  }
}
