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
  /** What the database is told, but for who asks and how much. */
  asked: string
}

/** A key as this process knows it. Whether it is still so is for the database to say, with each decision. */
export class KnownKey {
  readonly loaded: LoadedKey
  /** Real time, epoch milliseconds: when its use was last noted. */
  usedAt = 0
  #standing: Standing | null = null

  constructor(loaded: LoadedKey) {
    this.loaded = loaded
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
  const { catalog, feature, lines, timeZone } = key
  const allowance = allowanceAt({ catalog, feature, lines, timeZone, anchor: key.anchorAt, at: instant })
  const limits = {
    base: toCount(allowance.base),
    packs: allowance.packs.map(({ id, perDay }) => ({ id, perDay: toCount(perDay) })),
  }
  const asked = JSON.stringify({
    secret: key.secretId,
    version: key.version,
    catalog: catalog.family.catalogVersion,
    zone: timeZone,
    feature: feature.id,
    opens: allowance.window.start.toString(),
    base: limits.base,
    packs: limits.packs.map(({ id, perDay }) => [id, perDay]),
  })
  const until = allowance.validUntil?.epochMilliseconds ?? Number.POSITIVE_INFINITY
  return { allowance, limits, from: at, until, asked: asked.slice(0, -1) }
}

/** Counts stop where JSON does. */
function toCount(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}
