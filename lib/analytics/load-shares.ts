import { database } from '#lib/db/client.ts'
import { type Share, shareOf } from './figure-rules.ts'
import { renewals } from './renewals.ts'
import type { Scope } from './scope.ts'
import { UPGRADED, upgrades, type Window } from './upgrades.ts'

type Counted = { part: number; whole: number }

/** Upgrade conversion: those who did ÷ those who could (`upgrades`). One statement. */
export async function loadUpgradeConversion(scope: Scope, window: Window): Promise<Share> {
  const [row] = await database().$queryRaw<Counted[]>`
    SELECT (count(*) FILTER (WHERE ${UPGRADED}))::int AS part, count(*)::int AS whole
    FROM (${upgrades(scope, window)}) u`
  return shareOf(row?.part ?? 0, row?.whole ?? 0)
}

/** The share of renewals that nobody clicked. One statement. */
export async function loadRenewalShare(scope: Scope, window: Window): Promise<Share> {
  const [row] = await database().$queryRaw<Counted[]>`
    SELECT (count(*) FILTER (WHERE by_itself))::int AS part, count(*)::int AS whole
    FROM (${renewals(scope, window)}) r`
  return shareOf(row?.part ?? 0, row?.whole ?? 0)
}
