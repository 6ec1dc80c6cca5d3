import { beforeAll, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { issueInvoice } from '#lib/invoices/issue-invoice.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { callAs } from '#prisma/seed/testing/call-as.ts'
import { GET, PUT } from './route.ts'

const path = '/api/billing/details'
const MUMBAI = {
  legalName: 'Acme Traders LLP',
  line1: '12 Marine Drive',
  city: 'Mumbai',
  postalCode: '400020',
  stateCode: '27',
  country: 'IN',
  taxId: '27 AAPFU0939F 1zv',
}

beforeAll(async () => {
  process.env.TOKEN_PEPPER ??= 'a pepper of the tests, long enough to be one'
  await seedCatalog({ seed: smartMl, now: await now() })
})

async function owner() {
  const holder = await buildHolder({ plan: 'new', now: await now() })
  return { ...holder, call: await callAs(holder) }
}

describe('billing details of a customer', () => {
  test('are nobody’s guess until they are given, and then as they were given', async () => {
    const { call, customerId } = await owner()
    const { name } = await database().customer.findUniqueOrThrow({ where: { id: customerId } })
    const suggested = { legalName: name, country: null }
    expect(await call(GET, { path })).toMatchObject({ status: 200, body: { details: null, suggested } })
    const details = { ...MUMBAI, line2: '', state: 'Maharashtra', taxId: '27AAPFU0939F1ZV' }
    const put = await call(PUT, { method: 'PUT', path, body: MUMBAI })
    expect(put).toMatchObject({ status: 200, body: { details, suggested } })
    expect((await call(GET, { path })).body).toEqual(put.body)
    const berlin = { legalName: 'Acme GmbH', line1: 'Hauptstraße 1', city: 'Berlin', country: 'DE' }
    const moved = await call(PUT, { method: 'PUT', path, body: berlin })
    const nothing = { line2: '', postalCode: '', state: '', stateCode: null, taxId: null }
    expect(moved).toMatchObject({ status: 200, body: { details: { ...berlin, ...nothing } } })
    const audit = await database().auditEntry.findMany({
      where: { customerId, action: 'billing_details.changed' },
      orderBy: { at: 'asc' },
    })
    expect(audit.map(({ data }) => data)).toEqual([
      { fields: 'legalName, line1, line2, city, postalCode, state, stateCode, country, taxId' },
      { fields: 'legalName, line1, city, postalCode, state, stateCode, country, taxId' },
    ])
  })

  test.each([
    ['a digit of the GSTIN', { taxId: '27AAPFU0939F1ZX' }, 'taxId', /check digit is wrong/],
    [
      'a GSTIN of another state',
      { stateCode: '29' },
      'taxId',
      /registered in Maharashtra \(27\).*in Karnataka/,
    ],
    ['a GSTIN of no state known here', { taxId: '99AAPFU0939F1ZT' }, 'taxId', /GSTIN/],
    [
      'a VAT id of another country',
      { country: 'FR', stateCode: null, taxId: 'DE136695976' },
      'taxId',
      /VAT ID of Germany/,
    ],
    ['no state in India', { stateCode: null }, 'stateCode', /decides which taxes apply/],
    ['a state of India elsewhere', { country: 'DE', taxId: null }, 'stateCode', /Only addresses in India/],
    ['a state that is none', { stateCode: '99' }, 'stateCode', /two digits/],
    ['a country that is none', { country: 'XX', stateCode: null }, 'country', /two letters/],
    ['no name', { legalName: '  ' }, 'legalName', /Fill this in/],
    ['several lines in one', { line1: 'a\nb' }, 'line1', /single line/],
    ['a field nobody knows', { vat: 'DE136695976' }, 'vat', /not known/],
  ])('%s is refused, with the field and why', async (_, change, field, reason) => {
    const { call, customerId } = await owner()
    const answer = await call(PUT, { method: 'PUT', path, body: { ...MUMBAI, ...change } })
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ field, reason: expect.stringMatching(reason) }] },
    })
    expect(await database().billingDetails.count({ where: { customerId } })).toBe(0)
  })

  test('are the owner’s: not another member’s, not another customer’s, not a stranger’s', async () => {
    const [ours, theirs] = [await owner(), await owner()]
    await ours.call(PUT, { method: 'PUT', path, body: MUMBAI })
    expect(await theirs.call(GET, { path })).toMatchObject({ status: 200, body: { details: null } })
    const key = { customerId_userId: { customerId: ours.customerId, userId: ours.userId } }
    await database().member.update({ where: key, data: { role: 'member' } })
    for (const method of ['GET', 'PUT'] as const) {
      const sent = { method, path, ...(method === 'PUT' ? { body: MUMBAI } : {}) }
      const handler = method === 'PUT' ? PUT : GET
      expect(await ours.call(handler, sent)).toMatchObject({ status: 403, body: { code: 'owner_only' } })
      expect(await (await callAs(null))(handler, sent)).toMatchObject({ status: 401 })
    }
  })

  test('change later invoices only', async () => {
    const { call, customerId } = await owner()
    const { id: familyId, issuerId } = await database().productFamily.findFirstOrThrow()
    const at = await now()
    const line = {
      addonId: null,
      planId: null,
      description: 'x',
      quantity: 1,
      periodStart: null,
      periodEnd: null,
    }
    const lines = [{ ...line, unitAmountMinor: 35_800n, amountMinor: 35_800n }]
    const asked = {
      issuerId,
      customerId,
      familyId,
      purchaseId: null,
      type: 'one_off',
      currency: 'INR',
      lines,
    } as const
    const issue = () =>
      transaction((tx) => issueInvoice(tx, { ...asked, lines, pricesIncludeTax: true, now: at }))
    const read = async ({ id }: { id: string }) => {
      const invoice = await database().invoice.findUniqueOrThrow({
        where: { id },
        include: { lineTaxes: true },
      })
      const { totalMinor, placeOfSupply, customerSnapshot, lineTaxes } = invoice
      return [totalMinor, placeOfSupply, customerSnapshot, lineTaxes.map((tax) => tax.name).sort()]
    }
    const before = await issue()
    const said = await read(before)
    expect(said).toMatchObject([35_800n, '29-Karnataka', { legalName: null }, ['CGST', 'SGST']])
    await call(PUT, { method: 'PUT', path, body: MUMBAI })
    expect(await read(before)).toEqual(said)
    const snapshot = { legalName: 'Acme Traders LLP', taxId: { kind: 'gstin', value: '27AAPFU0939F1ZV' } }
    expect(await read(await issue())).toMatchObject([35_800n, '27-Maharashtra', snapshot, ['IGST']])
  })
})
