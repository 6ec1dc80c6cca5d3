/** A limit of how long nothing may happen. */
export type Watch = {
  /** Something happened: it begins anew. */
  moved: () => void
  /** From now on with another limit, in milliseconds. */
  expect: (ms: number) => void
  stop: () => void
}

/** Calls back once nothing has happened for so many milliseconds. */
export function startWatch(ms: number, onSilent: () => void): Watch {
  let timer = setTimeout(onSilent, ms)
  let isStopped = false
  return {
    moved: () => {
      if (!isStopped) timer.refresh()
    },
    expect: (next) => {
      clearTimeout(timer)
      if (!isStopped) timer = setTimeout(onSilent, next)
    },
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
