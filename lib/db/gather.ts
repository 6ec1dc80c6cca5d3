/**
 * Gathers what many callers ask at the same time into one piece of work: whoever comes meanwhile goes with the next.
 * `work` answers as many results as it was given items, in their order; when it fails, it failed for everybody in it.
 *
 * @param limits.most how many go together at most
 * @param limits.enough with so many waiting, a second piece of work is begun beside the one under way, so that this
 *   process prepares the one while the other is waited for; without it there is one at a time
 */
export function gather<Item, Result>(
  work: (items: Item[]) => Promise<Result[]>,
  limits: { most: number; enough?: number },
): (item: Item) => Promise<Result> {
  type Caller = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void }
  const { most, enough = Number.POSITIVE_INFINITY } = limits
  let waiting: Caller[] = []
  let underWay = 0
  let isDue = false

  const run = async () => {
    isDue = false
    if (waiting.length === 0 || underWay > 1 || (underWay === 1 && waiting.length < enough)) return
    const callers = waiting.slice(0, most)
    waiting = waiting.slice(callers.length)
    underWay += 1
    if (waiting.length >= enough) begin()
    try {
      const results = await work(callers.map(({ item }) => item))
      for (const [index, { resolve, reject }] of callers.entries()) {
        if (index < results.length) resolve(results[index] as Result)
        else reject(new Error('there is no answer for everybody'))
      }
    } catch (error) {
      for (const { reject } of callers) reject(error)
    }
    underWay -= 1
    begin()
  }
  // Whoever is read from a socket in the same turn still comes along.
  const begin = () => {
    if (isDue) return
    isDue = true
    setImmediate(run)
  }
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      begin()
    })
}
