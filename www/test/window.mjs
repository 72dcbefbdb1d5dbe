// One window of a browser, in which one case after the other is done: a browser takes longer to make a window than to do a case.
// An end that is asked for and does not come is made.
const END = 10_000;

/** The browser that `launch` starts when it is first needed. */
export function windowOf(launch) {
  let browser;
  let page;
  let seen;

  async function end(ending) {
    let timer;
    const late = new Promise((resolve) => (timer = setTimeout(resolve, END)));
    await Promise.race([ending.close().catch(() => {}), late]);
    clearTimeout(timer);
    ending.process?.()?.kill("SIGKILL");
  }

  return {
    /** The window, of this size. */
    async page(size) {
      browser ??= await launch();
      page ??= await browser.newPage();
      if (`${[size.width, size.height]}` !== seen) await page.setViewport(size);
      seen = `${[size.width, size.height]}`;
      return page;
    },
    /** Makes the page forget what it stored. A window that cannot do that is not used again. */
    async leave(left) {
      if (left !== page) return;
      try {
        await page.evaluate(() => localStorage.clear());
      } catch {
        await this.close();
      }
    },
    /** Ends the browser; the next case starts one anew. */
    async close() {
      const ending = browser;
      browser = page = seen = undefined;
      if (ending) await end(ending);
    },
  };
}
