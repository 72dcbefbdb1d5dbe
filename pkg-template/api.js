// What users import, whatever the runtime.
export { Mailgun } from "./mailgun.js";
export { Message } from "./message.js";
export { check, toFormData, toFormDataAsync } from "./draft.js";
export {
  ConfigError,
  InternalError,
  InvalidMessageError,
  MailgunError,
  RefusedError,
  UnclearError,
  isConfigError,
  isInternalError,
  isInvalidMessageError,
  isMailgunError,
  isRefusedError,
  isUnclearError,
} from "./errors.js";
