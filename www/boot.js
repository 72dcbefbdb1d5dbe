// Loads the package first and by itself, to tell its time from the page's and to say it plainly when it is not there.
const started = performance.now();
const notice = document.getElementById("loading");
notice.hidden = false;
try {
  const { check } = await import("./package.js");
  check({});
  const load = performance.now() - started;
  const { start } = await import("./main.js");
  await start({ load });
} catch (error) {
  notice.className = "loading failed";
  const advice = error.name === "InternalError" ? "" : '. Build it with "cargo xtask pack", then load this page again';
  notice.textContent = `The package could not be loaded: ${error.message}${advice}.`;
  console.error(error);
}
