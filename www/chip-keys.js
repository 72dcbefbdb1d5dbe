// Chips by keyboard. They are no stops of the Tab key, of which a list of a thousand would have two thousand: the left arrow
// goes from the start of the input to the chip before it, the arrows go on from there, Home and End to the ends. Enter takes a
// chip back to be corrected, Delete and Backspace take it out, Escape returns to the input.

/** Steers among the chips of `list` and their `input`; `remove(at, next)` takes one out and focuses what `next()` gives. */
export function steerChips(list, input, remove) {
  const chips = () => [...list.querySelectorAll(".chip-text")];
  const go = (at) => (chips()[at] ?? input).focus();

  input.addEventListener("keydown", (event) => {
    const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
    if (event.key !== "ArrowLeft" || !atStart || chips().length === 0) return;
    event.preventDefault();
    go(chips().length - 1);
  });

  list.addEventListener("keydown", (event) => {
    const at = chips().indexOf(event.target);
    if (at < 0) return;
    const target = { ArrowLeft: Math.max(0, at - 1), ArrowRight: at + 1, Home: 0, End: chips().length - 1, Escape: Infinity }[event.key];
    const out = event.key === "Delete" || event.key === "Backspace";
    if (target === undefined && !out) return;
    event.preventDefault();
    event.stopPropagation(); // Escape would also stop a run
    if (out) remove(at, () => chips()[at] ?? input);
    else go(target);
  });
}
