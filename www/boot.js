// Loads the package first and by itself, to tell its time from the page's and to say it plainly when it is not there.
const started = performance.now();
try {
  const { check } = await import("./package.js");
  check({});
  const load = performance.now() - started;
  const { start } = await import("./main.js");
  await start({ load });
} catch (error) {
  const notice = document.getElementById("loading");
  notice.className = "loading failed";
  notice.textContent = `The package could not be loaded: ${error.message}. Build it with "cargo xtask pack", then load this page again.`;
  console.error(error);
}
