import { listen } from '#lib/db/listen.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { config } from '#lib/server/config.ts'

/** `changed`: look now. `unsure`: something may have been missed; look soon, but not all at once. */
export type HoldingsNews = 'changed' | 'unsure'
type Listener = (news: HoldingsNews) => void

type Feed = { listeners: Map<string, Set<Listener>>; stop(): Promise<void> }

/** Told by the database with the commit of every change (migration `holdings_channel`); the payload is a customer's id. */
const HOLDINGS = 'tackon_holdings'
/** Sandbox mode: the clock was moved, and with it what everybody holds. */
const CLOCK = 'tackon_clock'

/** Far above what the pages of one customer need: beyond it somebody opens them in a loop. */
const MOST_LISTENERS = 500

// Next bundles routes apart from the server that hosts them: one connection for both.
const shared = globalThis as { tackonHoldingsFeed?: Feed }

/**
 * Tells whenever what a customer holds may have changed, whichever process changed it. However many follow, a process
 * has one listening connection. Answers how to stop following. Throws `too_many_followers`.
 */
export function followHoldings(customerId: string, listener: Listener): () => void {
  shared.tackonHoldingsFeed ??= openFeed()
  const { listeners } = shared.tackonHoldingsFeed
  const mine = listeners.get(customerId) ?? new Set()
  if (mine.size >= MOST_LISTENERS) {
    const detail =
      'Too many pages of this customer follow its changes already; they look now and then instead.'
    throw new DomainError({ kind: 'unavailable', code: 'too_many_followers', detail })
  }
  listeners.set(customerId, mine.add(listener))
  return () => {
    mine.delete(listener)
    if (mine.size === 0 && listeners.get(customerId) === mine) listeners.delete(customerId)
  }
}

/** Gives the listening connection back, for a process that is about to end. */
export async function stopHoldingsFeed(): Promise<void> {
  const feed = shared.tackonHoldingsFeed
  shared.tackonHoldingsFeed = undefined
  await feed?.stop()
}

function openFeed(): Feed {
  const listeners: Feed['listeners'] = new Map()
  const tell = (told: Iterable<Listener>, news: HoldingsNews) => {
    for (const listener of [...told]) listener(news)
  }
  const tellAll = (news: HoldingsNews) => {
    for (const told of [...listeners.values()]) tell(told, news)
  }
  const { stop } = listen({
    connectionString: config().databaseUrl,
    channels: process.env.TACKON_SANDBOX === '1' ? [HOLDINGS, CLOCK] : [HOLDINGS],
    onListening: () => tellAll('unsure'),
    onNotice: ({ channel, payload }) => {
      if (channel === CLOCK) tellAll('changed')
      else tell(listeners.get(payload) ?? [], 'changed')
    },
  })
  return { listeners, stop }
}
