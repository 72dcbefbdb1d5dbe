// What is looked at in a page by selectors, and done without a mouse. Each is one call to the browser, where Puppeteer's own of the
// same names are several. `evaluate` takes an expression and gives its value.
const text = JSON.stringify;

export function looksBy(evaluate) {
  const $eval = (selector, work, ...args) => evaluate(`(${work})(document.querySelector(${text(selector)}), ...${text(args)})`);
  const $$eval = (selector, work, ...args) => evaluate(`(${work})([...document.querySelectorAll(${text(selector)})], ...${text(args)})`);
  return {
    $eval,
    $$eval,
    /** The element, found anew each time it is asked; undefined where there is none. */
    async $(selector) {
      return (await $eval(selector, (element) => element !== null)) ? { evaluate: (work, ...args) => $eval(selector, work, ...args) } : undefined;
    },
    count: (selector) => $$eval(selector, (elements) => elements.length),
    focus: (selector) => $eval(selector, (element) => element.focus()),
    select: (selector, value) =>
      $eval(selector, (element, chosen) => {
        element.value = chosen;
        for (const type of ["input", "change"]) element.dispatchEvent(new Event(type, { bubbles: true }));
      }, value),
  };
}
