import { buildPast } from './build-past.ts'

/** Midnight of a day of 2026. */
export const day = (text: string) => Temporal.Instant.from(`2026-${text}T00:00Z`)
/** A month’s worth of something. */
export function sold(item: string, unit: bigint, from: string, to: string, more = {}) {
  const held = {
    quantity: 1,
    intervalMonths: 1,
    graceEndsAt: null,
    withdrawnAt: null,
    source: 'paid' as const,
  }
  return {
    item,
    unitAmountMinor: unit,
    startsAt: day(from),
    endsAt: day(to),
    isAddon: false,
    ...held,
    ...more,
  }
}

/**
 * June in EUR, by hand. In May: Ada on Starter with two tracks a year, Bo on Growth, Cy for nothing, Di on a gift.
 * In June Ada goes to Growth (+100), Bo leaves on the 11th (−149), Eve comes on the 5th (+49), adds a track (+149) and
 * gives it back on the 20th (refunded), Flo is back after a month away (+49) and held through her grace at the end.
 */
export async function buildJune() {
  const since = day('04-01')
  const of = (name: string, sales: Parameters<typeof buildPast>[0]['sales'], from = since) =>
    buildPast({ family: 'klarvo', name, since: from, sales })
  await of('Ada', [
    sold('starter', 4900n, '05-01', '07-20', { withdrawnAt: day('06-10') }),
    sold('growth', 14900n, '06-10', '07-10', { action: 'plan' }),
    sold('importer_distributor', 178_800n, '05-01', '12-01', { quantity: 2, intervalMonths: 12 }),
  ])
  await of('Bo', [sold('growth', 14900n, '05-11', '06-11')])
  await of('Cy', [])
  await of('Di', [sold('growth', 14900n, '05-01', '12-01', { source: 'comp' })])
  await of(
    'Eve',
    [
      sold('starter', 4900n, '06-05', '07-05', { action: 'plan' }),
      sold('importer_distributor', 14900n, '06-12', '07-12', { withdrawnAt: day('06-20') }),
    ],
    day('06-04'),
  )
  await of('Flo', [
    sold('starter', 4900n, '04-01', '05-01'),
    sold('starter', 4900n, '06-01', '06-29', { graceEndsAt: day('07-02'), action: 'renew', byItself: true }),
    sold('starter', 4900n, '06-02', '06-03', { withdrawnAt: day('06-02'), action: 'renew' }),
  ])
  await buildPast({ family: 'smart-ml', since, sales: [sold('pro', 49900n, '05-01', '07-01')] })
}
