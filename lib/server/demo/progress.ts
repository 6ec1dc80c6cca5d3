export type Progress = {
  /** Runs a step, and says in one line what it was, how long it took and what came of it. */
  step<Result>(
    name: string,
    work: () => Promise<Result>,
    outcome?: (result: Result) => string,
  ): Promise<Result>
}

/** A line per step, when it is done. */
export function progress(): Progress {
  return {
    step: async (name, work, outcome) => {
      const started = performance.now()
      const result = await work()
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`  ${name.padEnd(22)} ${`${seconds} s`.padStart(7)}  ${outcome?.(result) ?? ''}`.trimEnd())
      return result
    },
  }
}
