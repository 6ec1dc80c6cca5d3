import { beforeAll, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { findViolations } from './check-books.ts'
import { issueCreditNote } from './issue-credit-note.ts'
import { type InvoiceLineInput, issueInvoice } from './issue-invoice.ts'

let family: { id: string; issuerId: string }
beforeAll(async () => {
  await seedCatalog({ seed: smartMl, now: await now() })
  family = await database().productFamily.findFirstOrThrow()
})

const line = (amountMinor: bigint, more: Partial<InvoiceLineInput> = {}): InvoiceLineInput => ({
  addonId: null,
  planId: null,
  description: 'for a test',
  quantity: 1,
  unitAmountMinor: amountMinor,
  amountMinor,
  periodStart: null,
  periodEnd: null,
  ...more,
})

async function invoiceOf(
  lines: InvoiceLineInput[],
  options: { customerId?: string; pricesIncludeTax?: boolean } = {},
) {
  const at = await now()
  const { customerId = (await buildHolder({ plan: 'new', now: at })).customerId, pricesIncludeTax = true } =
    options
  const { id } = await transaction((tx) =>
    issueInvoice(tx, {
      issuerId: family.issuerId,
      familyId: family.id,
      customerId,
      purchaseId: null,
      type: 'one_off',
      currency: 'INR',
      pricesIncludeTax,
      lines,
      now: at,
    }),
  )
  return read(id)
}

const read = (id: string) =>
  database().invoice.findUniqueOrThrow({
    where: { id },
    include: {
      lines: { orderBy: { position: 'asc' }, include: { taxes: { orderBy: { position: 'asc' } } } },
      creditNotes: { orderBy: { sequence: 'asc' }, include: { taxes: { orderBy: { position: 'asc' } } } },
    },
  })

async function credit(invoiceId: string, amountMinor: bigint) {
  const note = { invoiceId, refundId: null, amountMinor, reason: 'for a test', now: await now() }
  await transaction((tx) => issueCreditNote(tx, note))
}

/** Taxable value and taxes of every credit note. */
const creditsOf = async (id: string) =>
  (await read(id)).creditNotes.map((note) => [
    note.totalMinor - note.taxMinor,
    ...note.taxes.map((tax) => tax.amountMinor),
  ])

async function taxViolations() {
  const found = await transaction(findViolations)
  return found.filter((violation) => /tax|credit notes stay/.test(violation))
}

describe('S1.5 an invoice and its tax', () => {
  test('S1.5 what is charged stays, and says what of it is tax, line by line', async () => {
    const addon = await database().addon.findFirstOrThrow({ where: { code: 'extra_storage_10gb' } })
    const invoice = await invoiceOf([
      line(35_800n, { addonId: addon.id, providerTaxMinor: 12n }),
      line(-10_000n),
      line(999n, { taxCodes: [] }),
    ])
    expect(invoice).toMatchObject({
      subtotalMinor: 30_338n - 8_474n + 999n,
      taxMinor: 5_462n - 1_526n,
      totalMinor: 26_799n,
      pricesIncludeTax: true,
      placeOfSupply: '29-Karnataka',
      reverseCharge: false,
      taxNotes: [],
    })
    const shown = invoice.lines.map(({ amountMinor, netMinor, taxMinor }) => [
      amountMinor,
      netMinor,
      taxMinor,
    ])
    expect(shown).toEqual([
      [35_800n, 30_338n, 5_462n],
      [-10_000n, -8_474n, -1_526n],
      [999n, 999n, 0n],
    ])
    expect(invoice.lines[0]).toMatchObject({ hsnSac: '998315', providerTaxMinor: 12n })
    expect(invoice.lines[0]?.taxes).toMatchObject([
      { code: 'cgst', name: 'CGST', rateBasisPoints: 900, baseMinor: 30_338n, amountMinor: 2_731n },
      { code: 'sgst', name: 'SGST', rateBasisPoints: 900, baseMinor: 30_338n, amountMinor: 2_731n },
    ])
    expect(invoice.lines[2]?.taxes).toEqual([])
    expect(await taxViolations()).toEqual([])
  })

  test('S1.5 D8 where prices are before tax, the total is more than they are', async () => {
    const invoice = await invoiceOf([line(10_000n)], { pricesIncludeTax: false })
    expect(invoice).toMatchObject({ subtotalMinor: 10_000n, taxMinor: 1_800n, totalMinor: 11_800n })
    expect(invoice.lines).toMatchObject([{ amountMinor: 10_000n, netMinor: 10_000n, taxMinor: 1_800n }])
    expect(await taxViolations()).toEqual([])
  })
})

describe('S1.6 a credit note and its tax', () => {
  test('S1.6 credits the share of each tax, and all of it in the end', async () => {
    const { id } = await invoiceOf([line(35_800n)])
    for (const amount of [10_000n, 1n, 25_799n]) await credit(id, amount)
    const credits = await creditsOf(id)
    expect(credits).toEqual([
      [8_474n, 763n, 763n],
      [1n, 0n, 0n],
      [21_863n, 1_968n, 1_968n],
    ])
    const sums = [0, 1, 2].map((part) => credits.reduce((sum, note) => sum + (note[part] ?? 0n), 0n))
    expect(sums).toEqual([30_338n, 2_731n, 2_731n])
    const bases = (await read(id)).creditNotes.map((note) => note.taxes.map((tax) => tax.baseMinor))
    expect(bases).toEqual([
      [8_474n, 8_474n],
      [1n, 1n],
      [21_863n, 21_863n],
    ])
    expect(await taxViolations()).toEqual([])
  })

  test('S1.6 many at once never credit a tax twice', async () => {
    const { id } = await invoiceOf([line(1_180n)])
    await Promise.all(Array.from({ length: 8 }, () => credit(id, 147n)))
    await credit(id, 4n)
    const credits = await creditsOf(id)
    const sums = [0, 1, 2].map((part) => credits.reduce((sum, note) => sum + (note[part] ?? 0n), 0n))
    expect(sums).toEqual([1_000n, 90n, 90n])
    expect(await taxViolations()).toEqual([])
  })

  test('S1.6 an invoice without tax is credited without', async () => {
    const { id } = await invoiceOf([line(500n, { taxCodes: [] })])
    await credit(id, 500n)
    expect(await creditsOf(id)).toEqual([[500n]])
    expect(await taxViolations()).toEqual([])
  })

  test('S1.6 what goes back above the invoice is no tax, and the books say that it is too much', async () => {
    const { id } = await invoiceOf([line(1_180n)])
    for (const amount of [1_190n, 1n]) await credit(id, amount)
    expect(await creditsOf(id)).toEqual([
      [1_010n, 90n, 90n],
      [1n, 0n, 0n],
    ])
    expect(await taxViolations()).toEqual([expect.stringMatching(/^credit notes stay within their invoice/)])
  })
})
