// Several queries, each answered by a process of its own, round by round: what disturbs one disturbs all.

import { spent, timed } from "./ask.mjs";
import { shuffled } from "./figures.mjs";

/** How many messages fill a slice. The better of two times counts, since the first call and a busy machine are slow. */
async function fill({ runtime, query }, slice) {
  for (let n = 1; ; ) {
    const times = [await timed(runtime, query, n), await timed(runtime, query, n)];
    const wanted = Math.round((n * slice) / Math.min(...times));
    if (wanted <= n * 1.5) return Math.max(1, wanted);
    n = Math.min(wanted, n * 10);
  }
}

/** What asking costs when there is nothing to do: the least of some times, so that a busy moment takes nothing off a figure. */
async function nothing({ runtime, query }) {
  let least = Infinity;
  for (let i = 0; i < 9; i++) least = Math.min(least, await timed(runtime, query, 0));
  return least;
}

/** One turn. A plan that was made in a busy moment asks for too few messages, and is corrected. */
async function turn({ runtime, query }, plan) {
  for (;;) {
    const { result, cpu } = await spent(runtime.pid, () => timed(runtime, query, plan.n));
    if (result > 2 * plan.idle) return { time: (result - plan.idle) / plan.n, cpu: cpu / plan.n };
    plan.n *= 2;
  }
}

/** Rounds that do not count: an engine compiles what is called often while it runs. */
const WARM = 5;

/** Milliseconds a message for each subject `{ runtime, query }`: { times, cpus }, lists with a figure for each round. */
export async function paired(subjects, { slice, rounds }) {
  const found = subjects.map(() => ({ times: [], cpus: [] }));
  const plans = [];
  for (const subject of subjects) plans.push({ n: await fill(subject, slice), idle: await nothing(subject) });
  for (let i = -WARM; i < rounds; i++) {
    for (const index of shuffled([...subjects.keys()])) {
      const { time, cpu } = await turn(subjects[index], plans[index]);
      if (i < 0) continue;
      found[index].times.push(time);
      found[index].cpus.push(cpu);
    }
  }
  return found;
}
