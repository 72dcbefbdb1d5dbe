// What every part of the benches knows.
export const KEY = "key-0123456789abcdef0123456789abcdef";

/** As Mailgun, Resend and Postmark answer, in one. */
export const ANSWER = JSON.stringify({ id: "<1@mg.example.com>", message: "Queued. Thank you.", ErrorCode: 0, Message: "OK", MessageID: "1" });
