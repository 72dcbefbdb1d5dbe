// Files: dropped on the field, or chosen. The name can be changed, since it is what the recipient sees and, for inline
// files, what `cid:` in the HTML refers to. Bytes are not read here; the package hands the File itself to the platform.
import { bytes, changed, h } from "./dom.js";

/** A control over files, for a row of kind `files`. */
export function drawFiles(row, ids) {
  const inline = row.field === "inline";
  let files = [];
  let problems = [];
  const input = h("input", { id: ids.control, type: "file", multiple: true, "aria-describedby": `${ids.problems} ${ids.doc}` });
  const list = h("ul", { class: "files" });
  const drop = h("label", { class: "drop" }, input, h("span", {}, h("b", {}, "Choose files"), " or drop them here"));
  const element = h("div", { class: "file-field" }, list, drop);

  function add(added) {
    files.push(...[...added].map((data) => ({ data, name: data.name, image: inline && data.type.startsWith("image/") })));
    draw();
    changed(element);
  }

  function remove(file) {
    files = files.filter((each) => each !== file);
    URL.revokeObjectURL(file.url);
    draw();
    input.focus();
    changed(element);
  }

  function drawFile(file) {
    if (file.image) file.url ??= URL.createObjectURL(file.data);
    const name = h("input", { type: "text", dir: "auto", class: "file-name", spellcheck: "false", "aria-label": "File name", title: file.name });
    name.value = file.name;
    name.addEventListener("input", () => {
      file.name = name.value;
      name.title = name.value;
    });
    const place = () => element.dispatchEvent(new CustomEvent("place", { bubbles: true, detail: tagOf(file.name) }));
    file.input = name;
    return h(
      "li",
      {},
      file.url ? h("img", { src: file.url, alt: "", width: "28", height: "28" }) : h("span", { class: "file-mark", "aria-hidden": "true" }, extension(file.name)),
      name,
      h("span", { class: "file-facts" }, `${bytes(file.data.size)} · ${file.data.type || "no type"}`),
      file.image && h("button", { type: "button", class: "small", onclick: place, title: "Puts an image tag with this cid where the cursor stands in the HTML" }, "Put in HTML"),
      h("button", { type: "button", class: "chip-remove", "aria-label": `Remove ${file.name}`, onclick: () => remove(file) }, "×"),
    );
  }

  function draw() {
    list.replaceChildren(...files.map(drawFile));
    list.hidden = files.length === 0;
    drawMarks();
  }

  function drawMarks() {
    files.forEach((file, index) => {
      const wrong = problems.some((problem) => problem.place.index === index && problem.severity === "error");
      file.input.setAttribute("aria-invalid", String(wrong));
    });
  }

  input.addEventListener("change", () => {
    const chosen = [...input.files];
    input.value = ""; // so that the same file can be chosen again after it was removed
    add(chosen);
  });
  for (const type of ["dragenter", "dragover"]) {
    element.addEventListener(type, (event) => {
      event.preventDefault();
      element.classList.add("over");
    });
  }
  element.addEventListener("dragleave", (event) => element.contains(event.relatedTarget) || element.classList.remove("over"));
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("over");
    if (event.dataTransfer.files.length > 0) add(event.dataTransfer.files);
  });
  draw();

  return {
    element,
    wide: true,
    read() {
      if (files.length === 0) return undefined;
      return files.map(({ data, name }) => (name === data.name ? data : { data, filename: name }));
    },
    write(value = []) {
      for (const file of files) URL.revokeObjectURL(file.url);
      files = [].concat(value).map((data) => ({ data, name: data.name, image: inline && data.type.startsWith("image/") }));
      draw();
    },
    mark(found) {
      problems = found;
      drawMarks();
    },
    focus: ({ index } = {}) => (files[index]?.input ?? input).focus({ preventScroll: true }),
  };
}

/** An image tag of that cid. A cid stands in a URL percent-encoded (RFC 2392), which leaves nothing to escape in an attribute. */
const tagOf = (name) => `<img src="cid:${encodeURIComponent(name)}" alt="">`;

/** The letters for a file without a picture: `PDF`, `CSV`. */
const extension = (name) => (/\.([a-z0-9]{1,4})$/i.exec(name)?.[1] ?? "file").toUpperCase();

/**
 * Files dropped beside a field would make the browser leave the page, and the message with it. While files are dragged over the
 * page, it shows where they may be dropped.
 */
export function guardDrops() {
  const mark = (dragged) => document.documentElement.classList.toggle("dragged", dragged);
  addEventListener("dragover", (event) => {
    event.preventDefault();
    if (event.dataTransfer.types.includes("Files")) mark(true);
  });
  addEventListener("dragleave", (event) => event.relatedTarget === null && mark(false));
  addEventListener("drop", (event) => {
    event.preventDefault();
    mark(false);
  });
}
