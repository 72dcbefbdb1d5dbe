/**
 * Every parameter of Mailgun's `POST /v3/{domain}/messages` that this package knows, as data: for a form, a linter, a page
 * of documentation. It is generated from the same table that reads and writes messages, and frozen.
 *
 * @example
 * import { parameters } from "mailgun-edge/parameters";
 * parameters.find((row) => row.field === "tags")?.name; // "o:tag"
 *
 * @packageDocumentation
 */

/** What kind of value a parameter takes. */
export type ParameterKind =
  /** Mailboxes, joined with commas on the wire. */
  | "mailboxes"
  /** One line of text. */
  | "line"
  /** Text of many lines; line ends become CRLF. */
  | "body"
  /** Tags: ASCII, at most 128 characters each. */
  | "tags"
  /** `yes` or `no`. */
  | "flag"
  /** `yes`, `no` or `htmlonly`. */
  | "html-flag"
  /** `yes`, or nothing at all. */
  | "only-yes"
  /** A point in time, written as an RFC 2822 date in UTC. */
  | "date"
  /** A span such as `1h30m`, from 5 minutes to 24 hours. */
  | "window"
  /** Hours such as `48h`, from 24 to 72. */
  | "period"
  /** A time of day: `HH:mm` or `hh:mmaa`. */
  | "clock-time"
  /** `domain/selector` of a DKIM key. */
  | "domain-key"
  /** An IPv4 or IPv6 address. */
  | "ip"
  /** An absolute http or https URL. */
  | "url"
  /** Names of headers, joined with commas on the wire; or `all`. */
  | "header-names"
  /** A JSON object. */
  | "json"
  /** A JSON object of objects, keyed by plain addresses. */
  | "recipient-variables"
  /** A map of header names to values. */
  | "headers"
  /** A map of variable names to values. */
  | "variables"
  /** A map of parameters this package does not know. */
  | "params"
  /** Files; a name is required. */
  | "files";

/** One parameter. */
export interface Parameter {
  /** The wire name: `"o:tag"`; of a map, the prefix of its names: `"h:"`, `"v:"`; of `params`, empty. */
  readonly name: string;
  /** The camelCase name, of the plain object's field and of the setter: `"tags"`. */
  readonly field: string;
  /** The setter for one entry of a list or map, where there is one: `"tag"`. */
  readonly setter?: string;
  /** What kind of value it takes. */
  readonly kind: ParameterKind;
  /** The closed set of values on the wire, where there is one: `["yes", "no"]`. */
  readonly values?: readonly string[];
  /** Whether several values may be given. */
  readonly repeatable: boolean;
  /** Present and `true` where `name` is the prefix of many names. */
  readonly prefix?: true;
  /** Where a form would put it: `common`, `content`, `files`, `template`, `batch`, `tracking`, `delivery`, `signing`, `security`. */
  readonly group: string;
  /** What it does, in one or two sentences. */
  readonly doc: string;
  /**
   * Where that is said. `OAS` is Mailgun's OpenAPI (https://github.com/mailgun/mailgun-mcp-server, `src/openapi.yaml`), `RST` its
   * documentation up to 2024 (https://github.com/mailgun/documentation), `owner/repository#7` an issue on GitHub.
   */
  readonly source: string;
}

/** The table, in the order of the parts on the wire. */
export const parameters: readonly Parameter[];
