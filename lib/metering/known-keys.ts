import { uuidBytes } from '#lib/db/binary-array.ts'
import { type Allowance, allowanceAt } from './allowance-rules.ts'
import type { LoadedKey } from './load-keys.ts'
import type { Limits } from './share-rules.ts'

/** What a key may use from one instant to another, made ready for being asked for thousands of times. */
export type Standing = {
  allowance: Allowance
  limits: Limits
  /** Epoch milliseconds: it is so from the first (inclusive) to the last (exclusive). */
  from: number
  until: number
  /** When there is more again, if nothing is bought; null: never. Epoch milliseconds. */
  resetsAt: number | null
  /** When the window began, in epoch milliseconds. */
  opens: number
  /** The packs as `take_requests` is told of them. */
  packs: string
}

/** A key as this process knows it. Whether it is still so is for the database to say, with each decision. */
export class KnownKey {
  readonly loaded: LoadedKey
  /** Its ids as PostgreSQL keeps them. */
  readonly bytes: Readonly<Record<'apiKeyId' | 'subscriptionId' | 'featureId', Buffer>>
  /** Real time, epoch milliseconds: when its use was last noted. */
  usedAt = 0
  #standing: Standing | null = null

  constructor(loaded: LoadedKey) {
    this.loaded = loaded
    this.bytes = {
      apiKeyId: uuidBytes(loaded.apiKeyId),
      subscriptionId: uuidBytes(loaded.subscriptionId),
      featureId: uuidBytes(loaded.feature.id),
    }
  }

  /** Whether its secret is over, at a real time in epoch milliseconds. What ends it sooner raises the key's version. */
  hasExpired(realNow: number): boolean {
    return this.loaded.expiresAt !== null && this.loaded.expiresAt <= realNow
  }

  /** What it may use at an instant, in epoch milliseconds. */
  standingAt(at: number): Standing {
    const kept = this.#standing
    if (kept && at >= kept.from && at < kept.until) return kept
    const made = makeStanding(this.loaded, at)
    this.#standing = made
    return made
  }
}

function makeStanding(key: LoadedKey, at: number): Standing {
  const instant = Temporal.Instant.fromEpochMilliseconds(at)
  const { catalog, feature, lines, timeZone, anchorAt: anchor } = key
  const allowance = allowanceAt({ catalog, feature, lines, timeZone, anchor, at: instant })
  const limits = {
    base: toCount(allowance.base),
    packs: allowance.packs.map(({ id, perDay }) => ({ id, perDay: toCount(perDay) })),
  }
  const packs = JSON.stringify(limits.packs.map(({ id, perDay }) => [id, perDay]))
  const opens = allowance.window.start.epochMilliseconds
  const until = allowance.validUntil?.epochMilliseconds ?? Number.POSITIVE_INFINITY
  const resetsAt = allowance.window.resetsAt?.epochMilliseconds ?? null
  return { allowance, limits, from: at, until, resetsAt, opens, packs: quoted(packs) }
}

/** As an element of an array in PostgreSQL's notation. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`
}

/** Counts stop where JSON does. */
function toCount(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}
