import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { smallerOf } from '#lib/money/money.ts'
import { taxAmount } from '#lib/tax/amount-rules.ts'
import type { TaxComponent } from '#lib/tax/tax.ts'
import { type CreditableLine, creditLines, type LinesCredit } from './credit-line-rules.ts'

const rate = (code: string, rateBasisPoints: number) => ({ code, name: code, rateBasisPoints })
const SALES = rate('sales', 725)
const CITY = rate('city', 100)

function lineOf(id: string, amountMinor: bigint, rates = [SALES]): CreditableLine {
  const { netMinor, components } = taxAmount({ amountMinor, rates, pricesIncludeTax: false })
  return { id, netMinor, taxes: components, creditedMinor: 0n }
}

/** All of an invoice, when nothing was credited yet. */
function remainingOf(lines: readonly CreditableLine[]) {
  const components = new Map<string, TaxComponent>()
  for (const tax of lines.flatMap((line) => line.taxes)) {
    const sum = components.get(tax.code)
    components.set(tax.code, { ...tax, amountMinor: tax.amountMinor + (sum?.amountMinor ?? 0n) })
  }
  const netMinor = lines.reduce((sum, line) => sum + line.netMinor, 0n)
  return { netMinor, components: [...components.values()] }
}

function creditOf(credit: ReturnType<typeof creditLines>): LinesCredit {
  if (typeof credit === 'string') throw new Error(credit)
  return credit
}

describe('S1.6 credits of single lines', () => {
  const lines = [lineOf('a', 10_010n), lineOf('b', 500n, [SALES, CITY]), lineOf('c', 300n, [])]
  const remaining = remainingOf(lines)
  const ask = (...items: [lineId: string, netMinor: bigint][]) =>
    creditLines({ lines, remaining, items: items.map(([lineId, netMinor]) => ({ lineId, netMinor })) })

  test('S1.6 carry the tax of their line, and no other', () => {
    expect(ask(['a', 1_000n])).toMatchObject({
      totalMinor: 1_073n,
      taxMinor: 73n,
      lines: [{ lineId: 'a', netMinor: 1_000n, taxMinor: 73n }],
      components: [{ code: 'sales', baseMinor: 1_000n, amountMinor: 73n }],
    })
    expect(ask(['c', 300n])).toMatchObject({ totalMinor: 300n, taxMinor: 0n, components: [] })
    expect(ask(['a', 10_010n], ['b', 500n])).toMatchObject({
      totalMinor: 10_010n + 726n + 500n + 36n + 5n,
      components: [
        { code: 'sales', baseMinor: 10_510n, amountMinor: 762n },
        { code: 'city', baseMinor: 500n, amountMinor: 5n },
      ],
    })
  })

  test('S1.6 never exceed a line, nor are about one of another invoice', () => {
    expect(ask(['b', 501n])).toBe('higher_than_remaining_fee_amount')
    expect(ask(['b', 250n], ['b', 251n])).toBe('higher_than_remaining_fee_amount')
    expect(ask(['z', 1n])).toBe('fee_not_found')
    const credit = { id: 'd', netMinor: -100n, taxes: [], creditedMinor: 0n }
    const items = [{ lineId: 'd', netMinor: 1n }]
    expect(creditLines({ lines: [credit], remaining, items })).toBe('higher_than_remaining_fee_amount')
  })

  test('S1.6 leave what credits of the whole invoice took', () => {
    const items = [{ lineId: 'a', netMinor: 1_000n }]
    const little = { netMinor: 999n, components: remaining.components }
    expect(creditLines({ lines, items, remaining: little })).toBe('higher_than_remaining_invoice_amount')
    const components = remaining.components.map((tax) => ({ ...tax, amountMinor: 10n }))
    const less = creditLines({ lines, items, remaining: { netMinor: 1_000n, components } })
    expect(less).toMatchObject({ totalMinor: 1_010n, taxMinor: 10n })
    expect(creditLines({ lines, items, remaining: { netMinor: 1_000n, components: [] } })).toMatchObject({
      totalMinor: 1_000n,
      taxMinor: 0n,
    })
  })

  test('property: a line that is credited part by part is credited to the minor unit, tax and all', () => {
    const amount = fc.bigInt({ min: 1n, max: 10_000_000n })
    const basisPoints = fc.integer({ min: 0, max: 5_000 })
    const cuts = fc.array(fc.bigInt({ min: 1n, max: 1_000_000n }), { maxLength: 8 })
    fc.assert(
      fc.property(amount, basisPoints, basisPoints, cuts, (price, first, second, parts) => {
        const line = lineOf('a', price, [rate('first', first), rate('second', second)])
        let rest = remainingOf([line])
        let creditedMinor = 0n
        const all = [...parts, price]
        for (const part of all) {
          const open = price - creditedMinor
          const netMinor = smallerOf(part, open)
          if (netMinor === 0n) break
          const items = [{ lineId: 'a', netMinor }]
          const credit = creditOf(
            creditLines({ lines: [{ ...line, creditedMinor }], items, remaining: rest }),
          )
          creditedMinor += netMinor
          rest = {
            netMinor: rest.netMinor - netMinor,
            components: rest.components.map((tax, index) => ({
              ...tax,
              amountMinor: tax.amountMinor - (credit.components[index]?.amountMinor ?? 0n),
            })),
          }
          expect(rest.components.every((tax) => tax.amountMinor >= 0n)).toBe(true)
        }
        expect([rest.netMinor, ...rest.components.map((tax) => tax.amountMinor)]).toEqual([0n, 0n, 0n])
      }),
    )
  })
})
