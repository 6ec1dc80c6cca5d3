import { setTimeout as wait } from 'node:timers/promises'

const PATIENCE_MS = 60_000

/** Asks the app how it is until it is well. Throws with what it said last. */
export async function waitUntilHealthy(appUrl: string, signal: AbortSignal): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  let said = 'nothing'
  while (performance.now() < until) {
    const answer = await fetch(`${appUrl}/api/health`, { signal }).catch(() => null)
    if (answer?.ok) return
    if (answer) said = await answer.text()
    await wait(150, undefined, { signal })
  }
  throw new Error(`the app is not well: ${said}`)
}
