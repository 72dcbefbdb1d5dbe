// When the page follows the form: a pause after what is typed, and never between a press and its release. What follows is marked
// as busy (`aria-busy`) as long as it is behind the form.
import { steadily } from "./press.js";

// Long enough not to check a half-typed word, short enough to feel immediate.
const PAUSE = 150;

/** Runs `update(isLatest)`, which may take its time, and marks `element` meanwhile. */
export function drawPace(element, update) {
  let latest = 0;
  let timer;

  /** Marks it; the turn before has no say any more. */
  function begin() {
    clearTimeout(timer);
    element.setAttribute("aria-busy", "true");
    return ++latest;
  }

  async function now() {
    const turn = begin();
    const isLatest = () => turn === latest;
    try {
      await update(isLatest);
    } finally {
      if (isLatest()) element.removeAttribute("aria-busy");
    }
  }

  /** After the pause. */
  function soon() {
    const turn = begin();
    timer = setTimeout(() => steadily(() => turn === latest && now()), PAUSE);
  }

  return { begin, now, soon };
}
