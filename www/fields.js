// The form, drawn from the package's own table of parameters: a new row there appears here by itself.
import { h, newId, prose } from "./dom.js";
import { controlFor } from "./controls.js";
import { locate } from "./problems.js";

// The groups that stand open, and the words for the folded ones. A group not named here is shown under its own name.
const OPEN = ["common", "files"];
const TITLES = {
  content: "AMP, headers, variables",
  template: "Template",
  batch: "A message for each recipient",
  tracking: "Tags and tracking",
  signing: "DKIM signing",
  delivery: "Delivery",
  security: "Security",
};
const CAPITALS = { html: "HTML", amp: "AMP", dkim: "DKIM", tls: "TLS", ip: "IP" };

/** `deliverWithin` -> `Deliver within`, `requireTls` -> `Require TLS`. */
export function label(name) {
  const words = name.replace(/([A-Z])/g, " $1").toLowerCase().split(" ").map((word) => CAPITALS[word] ?? word);
  return words.join(" ").replace(/^./, (first) => first.toUpperCase());
}

function drawField(row) {
  const ids = { control: newId(row.field), doc: newId("doc"), problems: newId("problems") };
  const control = controlFor(row, ids);
  const problems = h("ul", { class: "beside", id: ids.problems });
  const open = OPEN.includes(row.group);
  const caption = [h("span", {}, label(row.field)), ![row.field, ""].includes(row.name) && h("code", {}, `${row.name}${row.prefix ? "…" : ""}`)];
  const doc = h("p", { class: "doc", id: ids.doc, hidden: open }, prose(row.doc));
  const about = open && drawAbout(row, doc);
  const element = h(
    "div",
    { class: `field ${control.wide ? "wide" : ""}`, "data-field": row.field },
    h("div", { class: "caption" },
      control.group
        ? h("span", { class: "label", id: `${ids.control}-label` }, caption)
        : h("label", { class: "label", for: ids.control, id: `${ids.control}-label` }, caption),
      about),
    h("div", { class: "control" }, control.element, problems, doc),
  );
  return { row, control, element, problems, touched: false };
}

/** A button that shows what a field is for; where the form is folded, the prose stands there anyway. */
function drawAbout(row, doc) {
  const title = `About ${label(row.field)}`;
  const button = h("button", { type: "button", class: "about", "aria-label": title, title, "aria-expanded": "false", "aria-controls": doc.id }, "?");
  button.addEventListener("click", () => {
    doc.hidden = !doc.hidden;
    button.setAttribute("aria-expanded", String(!doc.hidden));
  });
  return button;
}

function drawGroup(name, fields) {
  const badge = h("span", { class: "badge", "aria-hidden": "true" });
  const title = TITLES[name] ?? label(name);
  const details = h("details", { class: "group" }, h("summary", {}, h("span", {}, title), badge));
  details.append(h("div", { class: "fields" }, fields.map((field) => field.element)));
  return { details, badge, fields };
}

const item = ({ severity, message, hint }) =>
  h("li", { class: severity }, h("strong", {}, severity === "error" ? "Error: " : "Warning: "), prose(message), hint && h("span", { class: "hint" }, prose(hint)));

/** Draws every parameter into `root` and returns the form as a whole: read, write, mark its problems, go to a field. */
export function drawForm(root, parameters) {
  const fields = parameters.map(drawField);
  const byName = new Map(fields.map((field) => [field.row.field, field]));
  const names = [...new Set(parameters.map((row) => row.group))];
  const ofGroup = (name) => fields.filter((field) => field.row.group === name);
  const groups = names.filter((name) => !OPEN.includes(name)).map((name) => drawGroup(name, ofGroup(name)));
  const open = OPEN.flatMap(ofGroup).map((field) => field.element);
  root.append(h("div", { class: "fields" }, open), ...groups.map((group) => group.details));
  let marked = [];

  function markField(field) {
    const mine = marked.filter((problem) => problem.place.name === field.row.field);
    const shown = field.touched ? mine : [];
    field.problems.replaceChildren(...shown.slice(0, 5).map(item), ...(shown.length > 5 ? [h("li", {}, `and ${shown.length - 5} more`)] : []));
    field.element.classList.toggle("has-error", shown.some((problem) => problem.severity === "error"));
    field.element.classList.toggle("has-warning", shown.some((problem) => problem.severity === "warning"));
    field.control.mark(shown);
    return mine;
  }

  function markGroup({ badge, fields: members }) {
    const set = members.filter((field) => field.control.read() !== undefined).length;
    const wrong = marked.filter((problem) => members.some((field) => field.row.field === problem.place.name));
    badge.textContent = wrong.length > 0 ? `${wrong.length} !` : set > 0 ? String(set) : "";
    const error = wrong.some((problem) => problem.severity === "error");
    badge.className = `badge ${error ? "error" : wrong.length > 0 ? "warning" : ""}`;
  }

  /** What to lighten where the message as a whole is too large: the files, or else the variables. */
  const heaviest = () => fields.find((field) => field.row.kind === "files" && field.control.read()) ?? byName.get("variables") ?? fields[0];

  /** Where a problem is shown: at its field; at what weighs most, where it is about the message as a whole. */
  function placeOf({ code, field }) {
    const place = locate(field);
    if (byName.has(place.name)) return place;
    return { name: (/^options_/.test(code) ? (byName.get("variables") ?? fields[0]) : heaviest()).row.field };
  }

  /** Where a problem is corrected: a message in which recipients see each other, by what parts it. */
  const remedyOf = (problem) => (problem.code === "recipients_exposed" && byName.has("recipientVariables") ? { name: "recipientVariables" } : placeOf(problem));

  const form = {
    /** The message as a plain object: only what was filled in. */
    read() {
      const values = fields.map((field) => [field.row.field, field.control.read()]);
      return Object.fromEntries(values.filter(([, value]) => value !== undefined));
    },
    /** Replaces the whole message. */
    write(init) {
      for (const field of fields) {
        field.touched = init[field.row.field] !== undefined;
        field.control.write(init[field.row.field]);
      }
      for (const group of groups) group.details.open = group.fields.some((field) => init[field.row.field] !== undefined);
    },
    /** Shows problems beside the fields that were touched. */
    mark(problems) {
      marked = problems.map((problem) => ({ ...problem, place: placeOf(problem) }));
      fields.forEach(markField);
      groups.forEach(markGroup);
    },
    /** Shows every problem beside its field from now on, touched or not. */
    revealAll() {
      for (const field of fields) field.touched = true;
    },
    /** Opens, scrolls to and focuses the field of a problem. */
    go(problem) {
      const place = remedyOf(problem);
      const field = byName.get(place.name);
      field.touched = true;
      markField(field);
      field.element.closest("details")?.setAttribute("open", "");
      field.element.scrollIntoView({ block: "center" });
      field.control.focus(place);
    },
  };

  root.addEventListener("input", (event) => {
    const field = byName.get(event.target.closest("[data-field]")?.dataset.field);
    if (field) field.touched = true;
  });
  root.addEventListener("place", (event) => byName.get("html")?.control.insert(event.detail));
  root.addEventListener("submit", (event) => event.preventDefault());
  return form;
}
