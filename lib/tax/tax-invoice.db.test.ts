import { beforeAll, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { taxInvoice } from './tax-invoice.ts'

beforeAll(async () => {
  for (const seed of families) await seedCatalog({ seed, now: await now() })
})

const GERMANY = {
  legalName: 'Muster GmbH',
  line1: 'Hauptstraße 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
}
const MUMBAI = {
  ...GERMANY,
  legalName: 'Acme India',
  city: 'Mumbai',
  state: 'Maharashtra',
  stateCode: '27',
  country: 'IN',
}

/** What an invoice of 358.00 of an add-on to a customer with these billing details says of tax. */
async function taxFor(options: {
  family: string
  billing?: typeof GERMANY & { stateCode?: string; state?: string; taxId?: string }
  taxCodes?: string[]
  pricesIncludeTax?: boolean
  prepare?: (ids: { addonId: string; customerId: string; taxId: string }) => Promise<unknown>
}) {
  const { billing, taxCodes, pricesIncludeTax = true } = options
  const { customerId } = await buildHolder({ plan: 'new', family: options.family, now: await now() })
  const family = await database().productFamily.findUniqueOrThrow({ where: { code: options.family } })
  const { id: familyId, issuerId } = family
  const addon = await database().addon.findFirstOrThrow({ where: { familyId } })
  if (billing) {
    await database().billingDetails.create({ data: { ...billing, customerId, updatedAt: new Date() } })
  }
  const stamps = { createdAt: new Date(), updatedAt: new Date() }
  const own = { issuerId, code: `own-${crypto.randomUUID()}`, name: 'Own', kind: 'flat' as const }
  const { id: taxId } = await database().tax.create({ data: { ...own, rateBasisPoints: 500, ...stamps } })
  await options.prepare?.({ addonId: addon.id, customerId, taxId })
  const line = { addonId: addon.id, planId: null, amountMinor: 35_800n, ...(taxCodes ? { taxCodes } : {}) }
  const asked = { issuerId, customerId, familyId, pricesIncludeTax, lines: [line] }
  const invoice = await taxInvoice(database(), asked)
  return {
    ...invoice,
    shown: invoice.lines.flatMap(({ tax }) =>
      tax.components.map((part) => `${part.name} ${part.rateBasisPoints}: ${part.amountMinor}`),
    ),
  }
}

describe('S1.5 the tax of an invoice', () => {
  test('S1.5 GST where nothing is known of the buyer: at home, out of the price', async () => {
    const invoice = await taxFor({ family: 'smart-ml' })
    expect(invoice.shown).toEqual(['CGST 900: 2731', 'SGST 900: 2731'])
    expect(invoice).toMatchObject({
      subtotalMinor: 30_338n,
      taxMinor: 5_462n,
      totalMinor: 35_800n,
      placeOfSupply: '29-Karnataka',
      reverseCharge: false,
      notes: [],
      issuerSnapshot: { taxIds: { gstin: '29AAKCT4821M1ZR' } },
      customerSnapshot: { legalName: null, address: null, taxId: null },
    })
    expect(invoice.lines).toMatchObject([{ hsnSac: '998315' }])
  })

  test('S1.5 GST in another state, with the buyer’s number on the document', async () => {
    const invoice = await taxFor({ family: 'smart-ml', billing: { ...MUMBAI, taxId: '27AAPFU0939F1ZV' } })
    expect(invoice.shown).toEqual(['IGST 1800: 5461'])
    expect(invoice).toMatchObject({
      placeOfSupply: '27-Maharashtra',
      customerSnapshot: {
        legalName: 'Acme India',
        address: { city: 'Mumbai', stateCode: '27' },
        taxId: { kind: 'gstin', value: '27AAPFU0939F1ZV' },
      },
    })
  })

  test('S1.5 abroad: an export, for the same amount', async () => {
    const invoice = await taxFor({ family: 'smart-ml', billing: GERMANY })
    expect(invoice.shown).toEqual(['IGST 0: 0'])
    expect(invoice).toMatchObject({
      subtotalMinor: 35_800n,
      totalMinor: 35_800n,
      placeOfSupply: '96-Other Countries',
    })
    expect(invoice.notes).toHaveLength(1)
  })

  test('S1.5 VAT: a consumer pays its country’s rate, a business with a VAT id none', async () => {
    const consumer = await taxFor({ family: 'klarvo', billing: GERMANY })
    expect(consumer.shown).toEqual(['VAT 1900: 5716'])
    expect(consumer).toMatchObject({ placeOfSupply: 'Germany', reverseCharge: false })
    const business = await taxFor({ family: 'klarvo', billing: { ...GERMANY, taxId: 'DE136695976' } })
    expect(business.shown).toEqual(['VAT 0: 0'])
    expect(business).toMatchObject({ totalMinor: 35_800n, taxMinor: 0n, reverseCharge: true })
    expect(business.notes).toEqual([expect.stringContaining('Article 196')])
  })

  test('S1.5 without taxes, none; and no place of supply', async () => {
    const invoice = await taxFor({ family: 'custom-projects' })
    expect(invoice).toMatchObject({ shown: [], placeOfSupply: null, subtotalMinor: 35_800n, taxMinor: 0n })
  })

  test('S1.5 where prices are before tax, it comes on top', async () => {
    const invoice = await taxFor({ family: 'smart-ml', pricesIncludeTax: false })
    expect(invoice).toMatchObject({ subtotalMinor: 35_800n, taxMinor: 6_444n, totalMinor: 42_244n })
  })

  test('S1.5 line > add-on > customer > family', async () => {
    const { taxAssignment } = database()
    const ofCustomer = ({ customerId, taxId }: { customerId: string; taxId: string }) =>
      taxAssignment.create({ data: { customerId, taxId } })
    const family = 'smart-ml'
    const own = ['Own 500: 1705']
    expect((await taxFor({ family, prepare: ofCustomer })).shown).toEqual(own)
    expect((await taxFor({ family, prepare: ofCustomer, taxCodes: ['gst_18'] })).shown).toHaveLength(2)
    expect((await taxFor({ family, prepare: ofCustomer, taxCodes: [] })).shown).toEqual([])
    const ofAddon = async ({
      addonId,
      customerId,
      taxId,
    }: {
      addonId: string
      customerId: string
      taxId: string
    }) => {
      await taxAssignment.create({ data: { addonId, taxId } })
      const gst = await database().tax.findFirstOrThrow({ where: { code: 'gst_18' } })
      await taxAssignment.create({ data: { customerId, taxId: gst.id } })
    }
    expect((await taxFor({ family, prepare: ofAddon })).shown).toEqual(own)
  })

  test('S1.5 a tax the issuer does not have is refused', async () => {
    const asked = taxFor({ family: 'smart-ml', taxCodes: ['vat'] })
    await expect(asked).rejects.toMatchObject({ kind: 'not_found', code: 'tax_not_found' })
  })
})
