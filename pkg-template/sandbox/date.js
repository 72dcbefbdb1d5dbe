// The date forms of `o:deliverytime`: RFC 2822 section 3.3 (with seconds or without, a numeric offset, GMT, UTC and the
// named zones of its section 4.3) and a Unix epoch in seconds, which Mailgun's manual of 2024-07-23 allows.
// Does not know ISO 8601: Mailgun documents none.

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const ZONES = { gmt: 0, utc: 0, ut: 0, z: 0, edt: -4, est: -5, cdt: -5, cst: -6, mdt: -6, mst: -7, pdt: -7, pst: -8 };
const RFC_2822 =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun),\s*)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d\d):(\d\d)(?::(\d\d))?\s+([+-]\d{4}|[a-z]+)$/i;

/**
 * The instant in milliseconds, or NaN.
 * Passes: `Mon, 23 Nov 2026 01:02:03 +0000`. Refused: `2026-11-23T01:02:03Z`.
 */
export function deliveryTime(text) {
  const value = text.trim();
  if (/^\d{1,12}(?:\.\d{1,9})?$/.test(value)) return Number(value) * 1000;
  const match = RFC_2822.exec(value);
  if (match === null) return NaN;
  const [, day, name, year, hour, minute, second = "0", zone] = match;
  const month = MONTHS.indexOf(name.toLowerCase());
  const offset = minutes(zone);
  const time = new Date(Date.UTC(+year, month, +day, +hour, +minute, +second));
  const real = month >= 0 && time.getUTCMonth() === month && time.getUTCDate() === +day;
  if (!real || +hour > 23 || +minute > 59 || +second > 60 || Number.isNaN(offset)) return NaN;
  return time.getTime() - offset * 60_000;
}

function minutes(zone) {
  if (!/^[+-]/.test(zone)) return Object.hasOwn(ZONES, zone.toLowerCase()) ? ZONES[zone.toLowerCase()] * 60 : NaN;
  const size = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  return zone[0] === "-" ? -size : size;
}
