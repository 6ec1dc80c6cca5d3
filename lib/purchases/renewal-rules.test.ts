import { describe, expect, test } from 'vitest'
import { priceOfRenewal, renewalTime } from './renewal-rules.ts'

const at = (text: string) => Temporal.Instant.from(text)
const UTC = 'UTC'

describe('S2.9 when a renewal is bought', () => {
  const endsAt = at('2026-12-21T00:00:00Z')
  const time = (now: string, ...tried: string[]) => {
    const found = renewalTime({ endsAt, triedAt: tried.map(at), at: at(now), timeZone: UTC })
    return found.when === 'later' ? found.again.toString() : found.when
  }
  test.each<[string, string, string, ...string[]]>([
    ['before the window, at its first run', '2026-12-17T23:59:59Z', '2026-12-18T02:00:00Z'],
    ['in it', '2026-12-18T02:00:00Z', 'now'],
    ['by hand, between two runs', '2026-12-18T00:00:00Z', 'now'],
    [
      'tried in this run, in the next',
      '2026-12-18T14:00:00Z',
      '2026-12-19T02:00:00Z',
      '2026-12-18T02:00:00Z',
    ],
    ['tried in the one before', '2026-12-19T02:00:00Z', 'now', '2026-12-18T02:00:00Z'],
    ['tried in the last before the end', '2026-12-20T02:00:05Z', 'never', '2026-12-20T02:00:00Z'],
    ['missed, made up for', '2026-12-22T14:00:00Z', 'now'],
    ['missed for too long', '2026-12-24T00:00:00Z', 'never'],
    ['ended, after it was tried in vain', '2026-12-21T02:00:00Z', 'never', '2026-12-18T02:00:00Z'],
  ])('%s', (_, now, expected, ...tried) => {
    expect(time(now, ...tried)).toBe(expected)
  })
})

describe('D4 what a renewal costs and how long it lasts', () => {
  const price = { id: 'p', amountMinor: 20_00n, currency: 'USD', intervalMonths: 1 }
  const renewal = (chainStartedAt: string, endsAt: string, now: string, quantity = 1) =>
    priceOfRenewal({
      item: { price },
      quantity,
      chainStartedAt: at(chainStartedAt),
      endsAt: at(endsAt),
      at: at(now),
      timeZone: UTC,
    })

  test('one month at the price of the day, from the end of the one before', () => {
    expect(renewal('2026-11-21T00:00:00Z', '2026-12-21T00:00:00Z', '2026-12-18T02:00:00Z', 3)).toMatchObject({
      amountMinor: 60_00n,
      unitAmountMinor: 20_00n,
      startsAt: at('2026-12-21T00:00:00Z'),
      endsAt: at('2027-01-21T00:00:00Z'),
      billedDays: 31,
      periodDays: 31,
    })
  })

  test('a short month does not shorten the next', () => {
    const ends = ['2027-01-31', '2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']
    for (const [index, end] of ends.slice(0, -1).entries()) {
      const found = renewal('2026-12-31T00:00:00Z', `${end}T00:00:00Z`, `${end.slice(0, 8)}27T02:00:00Z`)
      expect(found?.endsAt.toString()).toBe(`${ends[index + 1]}T00:00:00Z`)
    }
  })

  test('after three months at once, one month', () => {
    const found = renewal('2026-11-21T00:00:00Z', '2027-02-21T00:00:00Z', '2027-02-18T02:00:00Z')
    expect(found).toMatchObject({ amountMinor: 20_00n, endsAt: at('2027-03-21T00:00:00Z') })
  })

  test('made up for after the end, a whole month from that day', () => {
    const found = renewal('2026-11-21T00:00:00Z', '2026-12-21T00:00:00Z', '2026-12-22T14:00:00Z')
    expect(found).toMatchObject({
      startsAt: at('2026-12-22T14:00:00Z'),
      endsAt: at('2027-01-22T00:00:00Z'),
      amountMinor: 20_00n,
    })
  })

  test('what has no price, or costs nothing, is not renewed', () => {
    const when = { chainStartedAt: at('2026-11-21T00:00:00Z'), endsAt: at('2026-12-21T00:00:00Z') }
    const asked = { ...when, quantity: 1, at: at('2026-12-18T02:00:00Z'), timeZone: UTC }
    expect(priceOfRenewal({ ...asked, item: { price: null } })).toBeNull()
    expect(priceOfRenewal({ ...asked, item: { price: { ...price, amountMinor: 0n } } })).toBeNull()
  })
})
