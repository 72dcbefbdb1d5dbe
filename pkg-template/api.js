// What users import, whatever the runtime.
export { Mailgun } from "./mailgun.js";
export { Message, check, toFormData, toFormDataAsync } from "./message.js";
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
