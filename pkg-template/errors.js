// The error classes. They hold what the caller may know, and never the key: it is not among what they are made from.

const BRAND = Symbol.for("mailgun-edge.error");
const FIELDS = ["status", "details", "hint", "retryAfter", "attempts", "messageId", "problems"];

export class MailgunError extends Error {
  constructor(code, message, fields = {}) {
    super(message, "cause" in fields ? { cause: fields.cause } : undefined);
    this.code = code;
    for (const name of FIELDS) if (fields[name] !== undefined) this[name] = fields[name];
  }

  toJSON() {
    const json = { name: this.name, code: this.code, message: this.message };
    for (const name of FIELDS) if (this[name] !== undefined) json[name] = this[name];
    return json;
  }
}

export class ConfigError extends MailgunError {}
export class InvalidMessageError extends MailgunError {}
export class RefusedError extends MailgunError {}
export class UnclearError extends MailgunError {}
export class InternalError extends MailgunError {}

/** By the brand, not by `instanceof`: an error of another realm, or of another copy of the package, is one too. */
function guard(type, name) {
  Object.defineProperty(type.prototype, "name", { value: name, writable: true, configurable: true });
  Object.defineProperty(type.prototype, BRAND, { value: name });
  return (error) => brandOf(error) === name;
}

/** Whatever was thrown may be asked, also a proxy that throws. */
function brandOf(error) {
  try {
    return error?.[BRAND];
  } catch {
    return undefined;
  }
}

export const isConfigError = guard(ConfigError, "ConfigError");
export const isInvalidMessageError = guard(InvalidMessageError, "InvalidMessageError");
export const isRefusedError = guard(RefusedError, "RefusedError");
export const isUnclearError = guard(UnclearError, "UnclearError");
export const isInternalError = guard(InternalError, "InternalError");
guard(MailgunError, "MailgunError");

export function isMailgunError(error) {
  return brandOf(error) !== undefined;
}

/** Runs what throws `{ option, message }`. */
export function configured(work) {
  try {
    return work();
  } catch (error) {
    if (error?.option === undefined || error instanceof Error) throw error;
    throw new ConfigError("config", `${error.option}: ${error.message}`);
  }
}

/** Runs what throws an array of problems. */
export function checked(work) {
  try {
    return configured(work);
  } catch (error) {
    if (!Array.isArray(error)) throw error;
    throw invalid(error);
  }
}

export function invalid(problems, code = "invalid_message", cause = undefined) {
  const errors = problems.filter((problem) => problem.severity === "error");
  const more = errors.length > 3 ? `; and ${errors.length - 3} more` : "";
  const text = errors.slice(0, 3).map(({ field, message, hint }) => `${field}: ${message}${hint ? ` (${hint})` : ""}`).join("; ");
  return new InvalidMessageError(code, `Cannot send the message: ${text}${more}`, cause === undefined ? { problems } : { problems, cause });
}

/** The error for an attempt that was refused after one that was perhaps queued: the whole is still unclear. */
export function stillUnclear({ code, message, status, details, hint, messageId }, refused) {
  return new UnclearError(code, message, { status, details, hint, messageId, attempts: refused.attempts, cause: refused });
}

/** The error for an attempt that was not accepted. Anything can be thrown by a fetch; it becomes the cause. */
export function answered(failure, attempts) {
  const type = failure.family === "refused" ? RefusedError : UnclearError;
  const { cause, status, ...rest } = failure;
  const fields = { ...rest, attempts };
  if (status) fields.status = status;
  if (cause !== undefined) fields.cause = cause;
  return new type(failure.code, failure.message, fields);
}
