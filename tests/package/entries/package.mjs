// All that the package exports, imported by name: a bundler may then leave out what it believes unused.
import {
  check, ConfigError, InternalError, InvalidMessageError, isConfigError, isInternalError, isInvalidMessageError, isMailgunError,
  isRefusedError, isUnclearError, Mailgun, MailgunError, Message, RefusedError, toFormData, toFormDataAsync, UnclearError,
} from "mailgun-edge";
import { parameters } from "mailgun-edge/parameters";
import { createSandbox } from "mailgun-edge/sandbox";

export const pkg = {
  check, ConfigError, InternalError, InvalidMessageError, isConfigError, isInternalError, isInvalidMessageError, isMailgunError,
  isRefusedError, isUnclearError, Mailgun, MailgunError, Message, RefusedError, toFormData, toFormDataAsync, UnclearError,
  parameters, createSandbox,
};
