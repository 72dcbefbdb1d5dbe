// Whom the message is sent by: the domain and region, and what the client adds for them.
import { Mailgun } from "./package.js";
import { byId } from "./dom.js";

/** What the client says of a domain; nothing where it can be used. */
function wrongWith(account) {
  try {
    new Mailgun({ key: "key-placeholder", ...account, dangerouslyAllowBrowser: true });
    return "";
  } catch (error) {
    return error.message;
  }
}

/** Watches the form of the test request: a wrong domain is told beside it, as it is typed. */
export function drawAccount(form) {
  const { domain, region, mode, testmode } = form.elements;
  const beside = byId("domain-problem");
  const account = () => ({ domain: domain.value.trim(), region: region.value });

  function mark() {
    const wrong = wrongWith(account());
    domain.setAttribute("aria-invalid", String(wrong !== ""));
    beside.textContent = wrong;
    beside.hidden = wrong === "";
  }

  domain.addEventListener("input", mark);
  mark();
  return {
    account,
    /** The message as the chosen mode sends it: the client adds test mode, where the message does not say otherwise. */
    asSent: (init) => (mode.value === "real" && testmode.checked && init.testMode === undefined ? { ...init, testMode: true } : init),
  };
}
