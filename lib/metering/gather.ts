/**
 * Gathers what many callers ask at the same time into one piece of work, one piece under way at a time: whoever comes
 * meanwhile goes with the next. `work` answers as many results as it was given items, in their order; when it fails, it
 * failed for everybody in it.
 *
 * @param most how many go together at most
 */
export function gather<Item, Result>(
  work: (items: Item[]) => Promise<Result[]>,
  most: number,
): (item: Item) => Promise<Result> {
  type Caller = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
  let waiting: Caller[] = []
  let isRunning = false

  const run = async () => {
    while (waiting.length > 0) {
      const callers = waiting.length <= most ? waiting : waiting.slice(0, most)
      waiting = waiting.slice(callers.length)
      try {
        const results = await work(callers.map(({ item }) => item))
        for (const [index, { resolve, reject }] of callers.entries()) {
          if (index < results.length) resolve(results[index] as Result)
          else reject(new Error('there is no answer for everybody'))
        }
      } catch (error) {
        for (const { reject } of callers) reject(error)
      }
    }
    isRunning = false
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (isRunning) return
      isRunning = true
      // Whoever is read from a socket in the same turn still comes along.
      setImmediate(run)
    })
}
