import type { Quota } from '#lib/metering/decide.ts'
import type { LimitAdvice } from '#lib/metering/limit-advice-rules.ts'
import { limitBody } from './limit-body-rules.ts'

type Told = { quota: Quota; used: number; reason: 'limit' | 'ceiling'; advice: LimitAdvice }

const last = new WeakMap<object, Told & { text: string }>()

/**
 * The body of a 429 as text. Within a second it says the same to whoever calls again: a caller that does not stop costs
 * no more than one that is admitted.
 *
 * @param options.key what remembers it, for as long as that is known
 */
export function limitBodyText({ key, ...told }: Told & { key: object }): string {
  const kept = last.get(key)
  if (kept && isSame(kept, told)) return kept.text
  const text = JSON.stringify(limitBody(told))
  last.set(key, { ...told, text })
  return text
}

function isSame(kept: Told, told: Told): boolean {
  return (
    kept.advice === told.advice &&
    kept.used === told.used &&
    kept.reason === told.reason &&
    kept.quota.allowance === told.quota.allowance &&
    kept.quota.resetsAt === told.quota.resetsAt &&
    secondOf(kept) === secondOf(told)
  )
}

function secondOf({ quota }: Told): number {
  return Math.floor(quota.at / 1000)
}
