import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { adviceInWords, adviseOn } from './advice-rules.ts'
import { cheapestCover, cheapestOtherWay, recommendPack, wordsOf } from './cover-rules.ts'
import type { Pack, Tier } from './pack-rules.ts'

const pack = (code: string, requestsPerDay: bigint, dollars: bigint, most = 10): Pack => ({
  ...{ code, name: code, description: '' },
  ...{ requestsPerDay, monthlyMinor: dollars * 100n, most },
})
const SMALL = pack('SMALL', 100n, 5n)
const MEDIUM = pack('MEDIUM', 500n, 20n)
const LARGE = pack('LARGE', 2_000n, 75n)
const HUGE = pack('HUGE', 10_000n, 300n)
const packs = [SMALL, MEDIUM, LARGE, HUGE]

const tier = (code: string, rank: number, requestsPerDay: bigint | null, dollars: bigint): Tier => ({
  ...{ code, name: code, rank, requestsPerDay },
  monthlyMinor: dollars * 100n,
})
const BASIC = tier('BASIC', 0, 100n, 0n)
const STANDARD = tier('STANDARD', 1, 500n, 10n)
const PREMIUM = tier('PREMIUM', 2, 2_000n, 50n)
const ENTERPRISE = tier('ENTERPRISE', 3, 10_000n, 200n)
const UNLIMITED = tier('UNLIMITED', 4, null, 500n)
const tiers = [BASIC, STANDARD, PREMIUM, ENTERPRISE, UNLIMITED]

describe('S2.7 the recommended pack', () => {
  test.each([
    [1n, 'SMALL'],
    [100n, 'SMALL'],
    [101n, 'MEDIUM'],
    [500n, 'MEDIUM'],
    [2_000n, 'LARGE'],
    [2_001n, 'HUGE'],
    [10_001n, undefined],
  ])('S2.7 for %s more it is %s', (overage, code) => {
    expect(recommendPack(packs, overage)?.code).toBe(code)
  })

  test('S2.7 what else would cover it is priced: several smaller ones, or a higher tier', () => {
    const ask = (overage: bigint, on: Tier | null = BASIC) =>
      cheapestOtherWay({ packs, tiers, tier: on, recommended: recommendPack(packs, overage), overage })
    expect(ask(150n)).toEqual({ words: '2 × SMALL', monthlyMinor: 10_00n })
    expect(ask(400n)).toEqual({ words: 'the STANDARD tier instead of BASIC', monthlyMinor: 10_00n })
    expect(ask(1n, UNLIMITED)).toEqual({ words: '1 × MEDIUM', monthlyMinor: 20_00n })
    expect(ask(10n ** 15n, null)).toBeNull()
  })
})

describe('S2.11 the cheapest packs', () => {
  const arbitraryPacks = fc.array(
    fc.record({
      size: fc.integer({ min: 1, max: 12 }),
      price: fc.integer({ min: 0, max: 9 }),
      most: fc.integer({ min: 1, max: 4 }),
    }),
    { minLength: 1, maxLength: 3 },
  )

  test('S2.11 property: no other choice covers as much for less', () => {
    fc.assert(
      fc.property(arbitraryPacks, fc.integer({ min: 1, max: 60 }), (offered, needed) => {
        const sold = offered.map(({ size, price, most }, index) => ({
          ...pack(`p${index}`, BigInt(size), 0n, most),
          monthlyMinor: BigInt(price),
        }))
        const cheapest = everyChoice(offered)
          .filter(({ size }) => size >= needed)
          .reduce<number | null>(
            (least, { price }) => (least === null || price < least ? price : least),
            null,
          )
        const cover = cheapestCover(sold, BigInt(needed))
        expect(cover === null ? null : Number(cover.monthlyMinor)).toBe(cheapest)
        if (!cover) return
        const sum = (of: (item: Pack) => bigint) =>
          cover.packs.reduce((total, { pack: item, quantity }) => total + of(item) * BigInt(quantity), 0n)
        expect(cover.requestsPerDay).toBe(sum((item) => item.requestsPerDay))
        expect(cover.monthlyMinor).toBe(sum((item) => item.monthlyMinor))
        expect(cover.requestsPerDay >= BigInt(needed)).toBe(true)
        expect(cover.packs.every(({ pack: item, quantity }) => quantity <= item.most)).toBe(true)
      }),
    )
  })

  type Choice = { size: number; price: number }
  function everyChoice(offered: readonly (Choice & { most: number })[]): Choice[] {
    return offered.reduce<Choice[]>(
      (choices, { size, price, most }) =>
        choices.flatMap((choice) =>
          Array.from({ length: most + 1 }, (_, count) => ({
            size: choice.size + size * count,
            price: choice.price + price * count,
          })),
        ),
      [{ size: 0, price: 0 }],
    )
  }
})

describe('S2.11 advice from what was used', () => {
  const days = (used: bigint, limit: bigint | null, many = 30) =>
    Array.from({ length: many }, () => ({ used, limit }))
  const advise = (on: Tier, used: bigint, held: { pack: Pack; quantity: number }[] = []) =>
    adviseOn({ tiers, packs, tier: on, held, days: days(used, null) })

  test('S2.1 a growing startup: 150 a day on BASIC takes one small pack', () => {
    expect(advise(BASIC, 150n)).toMatchObject({ action: 'buy', proposedMinor: 5_00n })
    expect(wordsOf(advise(BASIC, 150n).packs)).toBe('1 × SMALL')
  })

  test('S2.1 an established business: 800 a day on STANDARD', () => {
    const advice = advise(STANDARD, 800n)
    expect([advice.action, wordsOf(advice.packs), advice.proposedMinor]).toEqual(['buy', '3 × SMALL', 25_00n])
    // What the seed holds costs more than that, and is enough.
    expect(advise(STANDARD, 800n, [{ pack: MEDIUM, quantity: 1 }])).toMatchObject({
      action: 'stay',
      currentMinor: 30_00n,
    })
  })

  test('S2.1 campaigns: 12,000 a day on ENTERPRISE take a large pack', () => {
    expect(advise(ENTERPRISE, 12_000n)).toMatchObject({ action: 'buy', proposedMinor: 275_00n })
  })

  test('S2.10 who holds more in packs than the next tier costs would save by upgrading', () => {
    const advice = advise(BASIC, 450n, [{ pack: SMALL, quantity: 5 }])
    expect(advice).toMatchObject({
      action: 'upgrade',
      tier: { code: 'STANDARD' },
      currentMinor: 25_00n,
      proposedMinor: 10_00n,
    })
    const money = (minor: bigint) => `$${minor / 100n}`
    expect(adviceInWords(advice, money)).toBe(
      'Consider upgrading to STANDARD tier: covers 450 requests a day ($10/month in all, $25 now)',
    )
  })

  test('S2.11 three days at the limit are more than was counted; two are two busy days', () => {
    const atLimit = (many: number) =>
      adviseOn({ tiers, packs, tier: BASIC, held: [], days: days(100n, 100n, many) })
    expect(atLimit(2)).toMatchObject({ action: 'stay', neededPerDay: 100n })
    expect(atLimit(3)).toMatchObject({ action: 'buy', neededPerDay: 120n })
  })

  test('S2.11 property: no advice costs more than another way that would do', () => {
    const amount = fc.bigInt({ min: 0n, max: 30_000n })
    fc.assert(
      fc.property(fc.constantFrom(...tiers), amount, fc.nat({ max: 3 }), (on, used, quantity) => {
        const held = quantity > 0 ? [{ pack: MEDIUM, quantity }] : []
        const advice = advise(on, used, held)
        const reach = (code: Tier, extra: bigint) =>
          code.requestsPerDay === null || code.requestsPerDay + extra >= used
        const bought = advice.packs.reduce(
          (sum, item) => sum + item.pack.requestsPerDay * BigInt(item.quantity),
          0n,
        )
        const kept = advice.action === 'upgrade' ? 0n : BigInt(quantity) * 500n
        expect(reach(advice.tier, bought + kept)).toBe(true)
        for (const other of tiers) {
          if (other.rank > on.rank && reach(other, 0n)) {
            expect(advice.proposedMinor <= other.monthlyMinor).toBe(true)
          }
        }
      }),
    )
  })
})
