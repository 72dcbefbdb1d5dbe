// WebKitGTK: its MiniBrowser on a display of its own (Xvfb), driven over WebDriver (https://www.w3.org/TR/webdriver2/).
//
//   const { page, stop } = await startWebKit();
//   await page.open("http://127.0.0.1:1234/");
//   await page.waitFor("document.querySelector('#done')");
//   await page.click("#go");

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sleep } from "../contract/kit.mjs";
import { WebDriverPage } from "./webdriver-page.mjs";

/** Where Debian has it: https://packages.debian.org/bookworm/amd64/libwebkit2gtk-4.1-0/filelist */
const MINIBROWSERS = ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-4.1/MiniBrowser`);
const ADVICE = "install it (Debian: apt-get install webkit2gtk-driver xvfb), or set WEBKIT_DRIVER, MINIBROWSER and XVFB to their paths";

function needed(what, ...places) {
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error(`${what} is missing: ${ADVICE}`);
  return found;
}

/** A process in a group of its own, so that its children end with it. */
function start(command, args, options) {
  const child = spawn(command, args, { detached: true, ...options });
  const ended = new Promise((resolve) => child.on("close", resolve).on("error", resolve));
  return {
    child,
    ended,
    async stop() {
      if (child.pid && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
      await ended;
    },
  };
}

/** A display: { name, stop() }. Xvfb chooses a free number and writes it to a pipe. */
async function startDisplay() {
  const xvfb = needed("Xvfb", process.env.XVFB, "/usr/bin/Xvfb");
  const { child, ended, stop } = start(xvfb, ["-displayfd", "3", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const number = new Promise((resolve) => child.stdio[3].setEncoding("utf8").once("data", (text) => resolve(text.trim())));
  const name = await Promise.race([number, ended.then(() => undefined)]);
  if (name === undefined) throw new Error("Xvfb ended at once");
  return { name: `:${name}`, stop };
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until the driver answers. */
async function ready(base, ended) {
  let gone = false;
  ended.then(() => (gone = true));
  for (let i = 0; i < 200 && !gone; i++) {
    const answer = await fetch(`${base}/status`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error("WebKitWebDriver did not start");
}

async function openPage(base, binary) {
  const browser = { "webkitgtk:browserOptions": { binary, args: ["--automation"] } };
  return WebDriverPage.start(base, { ...browser, timeouts: { script: 110_000, pageLoad: 60_000 } });
}

/** Starts the browser with an empty home: { page, stop() }. */
export async function startWebKit() {
  const driver = needed("WebKitWebDriver", process.env.WEBKIT_DRIVER, "/usr/bin/WebKitWebDriver");
  const binary = needed("WebKit's MiniBrowser", process.env.MINIBROWSER, ...MINIBROWSERS);
  const home = await mkdtemp(join(tmpdir(), "mailgun-edge-webkit-"));
  const display = await startDisplay();
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const env = { ...process.env, DISPLAY: display.name, HOME: home, XDG_RUNTIME_DIR: home, GDK_BACKEND: "x11", NO_AT_BRIDGE: "1" };
  const { ended, stop: stopDriver } = start(driver, [`--port=${port}`], { stdio: "ignore", env });
  const stop = async () => {
    await stopDriver();
    await display.stop();
    await rm(home, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    await ready(base, ended);
    const page = await openPage(base, binary);
    return { page, stop: () => page.close().catch(() => {}).then(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}
