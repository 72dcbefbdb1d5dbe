// Numbers, and how they are written.

export const quantile = (list, part) => list.toSorted((a, b) => a - b)[Math.round((list.length - 1) * part)];
export const median = (list) => quantile(list, 0.5);

/** The quotients of two lists that were measured round by round. */
export const quotients = (list, other) => list.map((value, round) => value / other[round]);

/** The differences, likewise. */
export const differences = (list, other) => list.map((value, round) => value - other[round]);

/** Two or three digits that count. */
export const short = (value) => (Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(Math.abs(value) < 100 ? 1 : 0));

export const time = (ms) => (ms < 0.01 ? `${(ms * 1000).toFixed(1)} µs` : ms < 1 ? `${(ms * 1000).toFixed(0)} µs` : `${ms.toFixed(ms < 100 ? 1 : 0)} ms`);

/** The median, and the quartiles beside it. */
export const spread = (list) => `${short(median(list))} (${short(quantile(list, 0.25))}–${short(quantile(list, 0.75))})`;

export const table = (heads, rows) => [heads, heads.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** In an order of its own each time, so that nobody always comes after the same. */
export function shuffled(list) {
  const rest = [...list];
  return list.map(() => rest.splice(Math.floor(Math.random() * rest.length), 1)[0]);
}
