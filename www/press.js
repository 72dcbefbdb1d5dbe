// What is pressed must stay where it is until it is let go: a click is a press and a release on the same element.
let pressed = false;
let waiting = [];

function release() {
  pressed = false;
  const works = waiting;
  waiting = [];
  // After the click, which comes with the release.
  if (works.length > 0) setTimeout(() => works.forEach((work) => work()));
}

addEventListener("pointerdown", (event) => (pressed = event.button === 0), true);
for (const type of ["pointerup", "pointercancel", "keydown"]) addEventListener(type, release, true);
// A release over a scroll bar or the list of a select is not told everywhere. The choice, or the next move, tells it.
addEventListener("change", (event) => event.target.localName === "select" && release(), true);
addEventListener("pointermove", (event) => event.buttons === 0 && release(), true);

/** Does what moves things: at once, or after the release where something is pressed. */
export function steadily(work) {
  if (pressed) waiting.push(work);
  else work();
}
