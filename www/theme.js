// Light, dark, or as the system has it. The choice is kept in this browser, where it allows that.
const KEY = "mailgun-edge-theme";
const THEMES = ["system", "light", "dark"];
const MARKS = { system: "◐", light: "☀", dark: "☾" };

function stored() {
  try {
    const theme = localStorage.getItem(KEY);
    return THEMES.includes(theme) ? theme : "system";
  } catch {
    return "system"; // storage is refused, as in some private windows
  }
}

/** Makes the button go round the themes. */
export function drawTheme(button) {
  let theme = stored();
  const apply = () => {
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = MARKS[theme];
    button.setAttribute("aria-label", `Colours: ${theme}. Change`);
    button.title = `Colours: ${theme}`;
  };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // not kept, and nothing is lost by it
    }
    apply();
  });
  apply();
}
