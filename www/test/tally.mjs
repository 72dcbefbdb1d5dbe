// Runs cases, says what came of each and how long it took, and counts.
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(1);

// No case takes so long, on the slowest machine: what does has hung.
const LIMIT = 400_000;
// A browser or a machine may stumble once. What stumbles more often is broken, and all its failures shall show in good time.
const MOST_AGAIN = 5;
// So many of the slowest cases are named.
const SLOWEST = 8;

const told = (error) => String(error?.stack ?? error).split("\n").slice(0, 6).join("\n        ");

async function bounded(work) {
  let timer;
  const late = new Promise((_, reject) => (timer = setTimeout(() => reject(new Error(`no end after ${LIMIT / 1000} s`)), LIMIT)));
  try {
    await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

export function tally() {
  const sum = { passed: 0, failed: 0, again: 0 };
  const spans = [];

  async function attempt(name, work) {
    const began = performance.now();
    try {
      await bounded(work);
      sum.passed++;
      spans.push({ name, span: Number(seconds(began)) });
      console.log(`ok      ${name} (${seconds(began)} s)`);
      return undefined;
    } catch (error) {
      return error;
    }
  }

  const fail = (name, error) => {
    sum.failed++;
    console.log(`FAILED  ${name}\n        ${told(error)}`);
  };

  return {
    /** Runs a case once. */
    async check(name, work) {
      const error = await attempt(name, work);
      if (error) fail(name, error);
    },

    /** A `check` that tries a failed case a second time, after `renew()`; no more than a few, and it says why. */
    checkTwice(renew) {
      let left = MOST_AGAIN;
      return async (name, work) => {
        const first = await attempt(name, work);
        if (!first) return;
        await renew();
        if (left-- <= 0) return fail(name, first);
        sum.again++;
        console.log(`tried again: ${name}\n        ${told(first)}`);
        const second = await attempt(name, work);
        if (!second) return;
        await renew();
        fail(name, second);
      };
    },

    /** The last lines. */
    end() {
      for (const { name, span } of spans.toSorted((a, b) => b.span - a.span).slice(0, SLOWEST)) console.log(`        ${span.toFixed(1)} s: ${name}`);
      console.log(`${sum.again} needed a second try`);
      console.log(`${sum.passed} passed, ${sum.failed} failed`);
      return sum.failed;
    },
  };
}
