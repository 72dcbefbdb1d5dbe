// Tabs after the WAI-ARIA Authoring Practices ("Tabs with automatic activation"): arrow keys move, Home and End jump.

/** Makes the buttons in `element` work as tabs; each names its panel in `aria-controls`. */
export function drawTabs(element) {
  const tabs = [...element.querySelectorAll("[role=tab]")];
  const listeners = [];
  const panel = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
  let current = tabs[0];

  function select(tab) {
    current = tab;
    for (const each of tabs) {
      each.setAttribute("aria-selected", String(each === tab));
      each.tabIndex = each === tab ? 0 : -1;
      panel(each).hidden = each !== tab;
    }
    for (const listener of listeners) listener();
  }

  for (const tab of tabs) tab.addEventListener("click", () => select(tab));
  element.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(current);
    const step = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = tabs[(step + tabs.length) % tabs.length];
    select(next);
    next.focus();
  });
  select(current);
  return {
    selected: () => current.getAttribute("aria-controls"),
    onselect: (listener) => listeners.push(listener),
  };
}
