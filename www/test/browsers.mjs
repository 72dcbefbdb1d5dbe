// The browsers the page is driven in: each starts, and has `newPage()` and `close()`.
import { launchPuppet } from "./puppet.mjs";
import { launchWebKit } from "./webkit.mjs";

// Pages that were left are not kept, since each would keep a process.
const CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-features=BackForwardCache", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const BROWSERS = {
  chromium: () => launchPuppet({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: CHROMIUM_FLAGS }),
  firefox: () => launchPuppet({ browser: "firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr", extraPrefsFirefox: { "browser.sessionhistory.max_total_viewers": 0 } }),
  webkit: launchWebKit,
};
