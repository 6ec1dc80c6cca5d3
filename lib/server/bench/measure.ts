/** How often work is done in a second, `concurrency` pieces of it at a time, after a warm-up. */
export async function perSecond(
  work: () => unknown,
  options: { concurrency?: number; seconds?: number } = {},
): Promise<number> {
  const { concurrency = 1, seconds = 3 } = options
  await runFor(work, { concurrency, seconds: seconds / 4 })
  return runFor(work, { concurrency, seconds })
}

async function runFor(
  work: () => unknown,
  options: { concurrency: number; seconds: number },
): Promise<number> {
  const started = performance.now()
  const until = started + options.seconds * 1000
  let done = 0
  const caller = async () => {
    while (performance.now() < until) {
      const result = work()
      // Only what is asynchronous is waited for: a pure function is not slowed down by a promise.
      if (isThenable(result)) await result
      done += 1
    }
  }
  await Promise.all(Array.from({ length: options.concurrency }, caller))
  return (done * 1000) / (performance.now() - started)
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value
}

export type Figure = { what: string; ours: number; against: string; theirs: number }

/** A row of the table: both figures from the same run, and their ratio. */
export function rowOf({ what, ours, against, theirs }: Figure): string {
  const count = (value: number) => Math.round(value).toLocaleString('en')
  const ratio = ours / theirs
  return `| ${what} | ${count(ours)} | ${against} | ${count(theirs)} | ${ratio < 10 ? ratio.toFixed(3) : count(ratio)} × |`
}
