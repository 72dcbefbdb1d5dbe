// The lines of growth.mjs as an SVG that stands alone: a column for each runtime, a row for each axis, both scales logarithmic.

const [LEFT, TOP, WIDE, HIGH, GAP, ROW] = [64, 64, 190, 170, 24, 250];
const COLOURS = { "hand-written": "hand", "mailgun-edge": "us", "mailgun.js": "peer" };

const STYLE = `
    svg { --paper: #fff; --ink: #1f2328; --faint: #d8dee4; --us: #0b6bcb; --hand: #6e7781; --peer: #bc4c00; font: 12px system-ui, sans-serif }
    @media (prefers-color-scheme: dark) { svg { --paper: #0d1117; --ink: #e6edf3; --faint: #30363d; --us: #58a6ff; --hand: #8b949e; --peer: #f0883e } }
    .paper { fill: var(--paper) } text { fill: var(--ink) } .grid { stroke: var(--faint) } .end { text-anchor: end } .middle { text-anchor: middle }
    .title { font-weight: 600 } .us { stroke: var(--us); stroke-width: 2.5 } .hand { stroke: var(--hand) } .peer { stroke: var(--peer) }
    polyline { fill: none; stroke-width: 1.5 } .dot { stroke: none } .dot.us { fill: var(--us) } .dot.hand { fill: var(--hand) } .dot.peer { fill: var(--peer) }`;

/** A logarithmic scale from a range of values to a range of places. */
function scale([low, high], [from, to]) {
  const [a, b] = [Math.log10(low), Math.log10(high)];
  return (value) => from + ((Math.log10(value) - a) / (b - a)) * (to - from);
}

/** The powers of ten around some values. */
function decades(values) {
  const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  return Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
}

const round = (value) => Math.round(value * 10) / 10;
const text = (x, y, words, classes = "") => `<text x="${round(x)}" y="${round(y)}"${classes && ` class="${classes}"`}>${words}</text>`;
const line = (x1, y1, x2, y2) => `<line class="grid" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
const milliseconds = (value) => (value < 1 ? `${round(value * 1000)} µs` : value < 1000 ? `${value} ms` : `${value / 1000} s`);

/** One panel at its place; `marks` are the values that the grid names. */
function panel({ lines, runtime, axis, left, top, steps, marks, first }) {
  const x = scale([steps[0], steps.at(-1)], [left, left + WIDE]);
  const y = scale([marks[0], marks.at(-1)], [top + HIGH, top]);
  const across = marks.flatMap((mark) => [line(left, y(mark), left + WIDE, y(mark)), first ? text(left - 8, y(mark) + 4, milliseconds(mark), "end") : ""]);
  const named = [[steps[0], ""], [steps[Math.floor(steps.length / 2)], "middle"], [steps.at(-1), "end"]];
  const along = named.map(([step, anchor]) => text(x(step), top + HIGH + 18, step, anchor));
  const drawn = Object.entries(lines).flatMap(([client, points]) => {
    const places = points.map(([step, ms]) => [round(x(step)), round(y(ms))]);
    const dots = places.map(([cx, cy], index) => `<circle class="dot ${COLOURS[client]}" cx="${cx}" cy="${cy}" r="3"><title>${client}, ${points[index][0]}: ${points[index][1].toFixed(3)} ms</title></circle>`);
    return [`<polyline class="${COLOURS[client]}" points="${places.join(" ")}"/>`, ...dots];
  });
  return [text(left, top - 10, runtime, "title"), ...across, ...along, text(left + WIDE / 2, top + HIGH + 36, axis, "middle"), ...drawn].filter(Boolean);
}

/** `found`: { runtime: { axis: { client: [[x, ms], ...] } } }. */
export function plot(found, axes) {
  const runtimes = Object.keys(found);
  const [width, height] = [LEFT + runtimes.length * (WIDE + GAP), TOP + Object.keys(axes).length * ROW];
  const panels = Object.entries(axes).flatMap(([axis, { steps }], row) => {
    const marks = decades(runtimes.flatMap((runtime) => Object.values(found[runtime][axis]).flatMap((points) => points.map(([, ms]) => ms))));
    return runtimes.flatMap((runtime, column) => panel({ lines: found[runtime][axis], runtime, axis, steps, marks, left: LEFT + column * (WIDE + GAP), top: TOP + row * ROW, first: column === 0 }));
  });
  const legend = Object.entries(COLOURS).flatMap(([client, colour], index) => [
    `<polyline class="${colour}" points="${LEFT + index * 130},20 ${LEFT + index * 130 + 24},20"/>`, text(LEFT + index * 130 + 30, 24, client),
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="Processor time a message, by recipients and by size of the attachment">`,
    `  <style>${STYLE}\n  </style>`, `<rect class="paper" width="${width}" height="${height}"/>`, ...legend, text(width - GAP, 24, "processor time a message; both scales are logarithmic", "end"), ...panels, "</svg>",
  ].join("\n  ").replace(/\n {2}<\/svg>$/, "\n</svg>\n");
}
