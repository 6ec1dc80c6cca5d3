import { beforeAll, describe, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { families } from '#prisma/seed/catalog/families.ts'
import { creditLines } from './credit-line-rules.ts'
import { findOwnDocument, loadDocument } from './load-documents.ts'
import { BERLIN, credit, issue, MUMBAI, settle } from './testing/issue.ts'
import { voidInvoice } from './void-invoice.ts'

beforeAll(async () => {
  for (const seed of families) await seedCatalog({ seed, now: await now() })
})

const shown = ({ id }: { id: string }) => loadDocument(database(), { kind: 'invoice', id })
const noteShown = ({ id }: { id: string }) => loadDocument(database(), { kind: 'credit_note', id })
const fact = (facts: { label: string; value: string }[], label: string) =>
  facts.find((found) => found.label === label)?.value
const sums = (totals: { label: string; amountMinor: string }[]) =>
  totals.map(({ label, amountMinor }) => `${label} ${amountMinor}`)
const instant = (text: string) => Temporal.Instant.from(text)

describe('S1.5 an invoice as a person reads it', () => {
  test('S1.5 a state nobody knows keeps the name it was given', async () => {
    const { taxId: _, ...billing } = { ...MUMBAI, state: 'Elsewhere', stateCode: '99' }
    const { customer } = await shown(await issue({ family: 'smart-ml', billing }))
    expect(customer.lines).toContain('Elsewhere (99)')
  })

  test('S1.5 from India: all that Rule 46 wants, with the total in words', async () => {
    const invoice = await issue({
      family: 'smart-ml',
      billing: MUMBAI,
      lines: [
        {
          amountMinor: 35_800n,
          unitAmountMinor: 17_900n,
          quantity: 2,
          details: 'For the archive',
          periodStart: instant('2026-11-20T18:30:00Z'),
          periodEnd: instant('2026-12-20T18:30:00Z'),
        },
      ],
    })
    const document = await shown(invoice)
    expect(document).toMatchObject({
      kind: 'invoice',
      title: 'Tax invoice',
      copy: 'Original for recipient',
      number: invoice.number,
      currency: 'INR',
      stamp: 'unpaid',
      issuer: {
        name: 'Smart ML Technologies Private Limited',
        lines: ['4th Floor, 91 Residency Road', 'Bengaluru 560025', 'Karnataka (29)', 'India'],
        ids: [{ label: 'GSTIN', value: '29AAKCT4821M1ZR' }],
      },
      customer: {
        name: 'Acme Traders LLP',
        lines: ['12 Marine Drive', 'Third floor', 'Mumbai 400020', 'Maharashtra (27)', 'India'],
        ids: [{ label: 'GSTIN', value: '27AAPFU0939F1ZV' }],
      },
      pricesIncludeTax: true,
      lines: [
        {
          details: ['For the archive', '21 Nov 2026 – 20 Dec 2026'],
          hsnSac: '998315',
          quantity: '2',
          unitAmountMinor: '17900',
          netMinor: '30339',
          taxes: [{ label: 'IGST 18 %', amountMinor: '5461' }],
          totalMinor: '35800',
        },
      ],
      inWords: 'Three Hundred Fifty Eight Rupees Only',
      notes: [expect.stringContaining('valid without a signature')],
    })
    expect(fact(document.facts, 'Place of supply')).toBe('27-Maharashtra')
    expect(fact(document.facts, 'Tax payable on reverse charge')).toBe('No')
    expect(fact(document.facts, 'Due')).toBe('On receipt')
    expect(sums(document.totals)).toEqual([
      'Taxable value 30339',
      'IGST 18 % 5461',
      'Total 35800',
      'Amount due 35800',
    ])
  })

  test('S1.5 to whom nobody knows more of than a name and an email', async () => {
    const invoice = await issue({ family: 'smart-ml' })
    const { customer, totals } = await shown(invoice)
    expect(customer).toEqual({ name: expect.any(String), lines: [`${customer.name}@smart-ml.test`], ids: [] })
    expect(sums(totals).slice(1, 3)).toEqual(['CGST 9 % 2731', 'SGST 9 % 2731'])
  })

  test('S1.5 from the EU: units before tax, reverse charge, no words', async () => {
    const consumer = await shown(
      await issue({
        family: 'klarvo',
        billing: BERLIN,
        lines: [
          { amountMinor: 29_800n, unitAmountMinor: 14_900n, quantity: 2 },
          { amountMinor: 7_450n, unitAmountMinor: 14_900n },
        ],
      }),
    )
    expect(consumer).toMatchObject({ title: 'Invoice', copy: null, inWords: null, notes: [] })
    expect(consumer.customer.lines).toEqual(['Hauptstraße 1', '10115 Berlin', 'Germany'])
    expect(consumer.lines.map(({ details }) => details)).toEqual([['€125.21 each before tax'], []])
    expect(fact(consumer.facts, 'Place of supply')).toBe('Germany')
    const business = await shown(
      await issue({ family: 'klarvo', billing: { ...BERLIN, taxId: 'DE136695976' } }),
    )
    expect(fact(business.facts, 'Tax payable on reverse charge')).toBe('Yes')
    expect(business.customer.ids).toEqual([{ label: 'VAT id', value: 'DE136695976' }])
    expect(business.lines).toMatchObject([{ details: [], taxes: [{ label: 'VAT 0 %', amountMinor: '0' }] }])
    expect(business.notes).toEqual([expect.stringContaining('Article 196')])
  })

  test('S1.4 without tax there is no taxable value to show; the numbers of others have their own names', async () => {
    const { issuer, facts, totals } = await shown(await issue({ family: 'custom-projects' }))
    expect(issuer.ids).toEqual([{ label: 'EIN', value: '84-1234567' }])
    expect(fact(facts, 'Place of supply')).toBeUndefined()
    expect(sums(totals)).toEqual(['Total 35800', 'Amount due 35800'])
  })

  test('S1.4 it is paid, void, or asks for less what was credited', async () => {
    const [paid, voided, credited] = [
      await issue({ family: 'custom-projects' }),
      await issue({ family: 'custom-projects' }),
      await issue({ family: 'custom-projects' }),
    ]
    await settle(paid)
    const { stamp, totals, facts } = await shown(paid)
    expect({ stamp, totals: sums(totals) }).toEqual({ stamp: 'paid', totals: ['Total 35800'] })
    expect(facts.map(({ label }) => label)).toEqual(['Invoice number', 'Date of issue'])
    const { userId } = voided.holder
    const at = await now()
    await transaction((tx) => voidInvoice(tx, { id: voided.id, userId, requestId: 'test', now: at }))
    const withdrawn = await shown(voided)
    expect(withdrawn.stamp).toBe('void')
    expect(fact(withdrawn.facts, 'Void since')).toMatch(/ 20\d\d$/)
    await credit(credited, { offsetMinor: 10_000n })
    const less = await shown(credited)
    expect(sums(less.totals)).toEqual(['Total 35800', 'Credited -10000', 'Amount due 25800'])
  })

  test('S1.4 a time is days: one, or the first and the last', async () => {
    const day = { amountMinor: 100n, periodStart: instant('2026-11-20T12:00:00Z') }
    const { lines } = await shown(
      await issue({
        family: 'services',
        lines: [
          { ...day, periodEnd: null },
          { ...day, periodEnd: day.periodStart },
          { ...day, periodEnd: instant('2026-11-20T13:00:00Z') },
          { ...day, periodEnd: instant('2026-11-22T13:00:00Z') },
        ],
      }),
    )
    const one = ['20 Nov 2026']
    expect(lines.map(({ details }) => details)).toEqual([one, one, one, ['20 Nov 2026 – 22 Nov 2026']])
  })

  test('documents of before billing details say what is known', async () => {
    const invoice = await issue({ family: 'services' })
    const { customer } = await shown(invoice)
    const old = { name: 'Old Customer', email: 'old@example.com', country: 'IN' }
    const { documentOfInvoice } = await import('./document-of-invoice.ts')
    const stored = await database().invoice.findUniqueOrThrow({
      where: { id: invoice.id },
      include: {
        issuer: true,
        purchase: true,
        lines: { include: { taxes: true } },
        creditNotes: true,
        orders: true,
      },
    })
    const document = documentOfInvoice({
      ...stored,
      customerSnapshot: old,
      issuerSnapshot: { legalName: 'We' },
    })
    expect(customer.ids).toEqual([])
    expect(document).toMatchObject({
      issuer: { name: 'We', lines: [], ids: [] },
      customer: { name: 'Old Customer', lines: ['old@example.com', 'India'], ids: [] },
    })
  })
})

describe('S1.6 a credit note as a person reads it', () => {
  test('S1.6 about the invoice as a whole: its number, its taxes, and where the money is', async () => {
    const invoice = await issue({ family: 'smart-ml', billing: MUMBAI })
    await settle(invoice)
    const note = await credit(invoice, {})
    const document = await noteShown(note)
    expect(document).toMatchObject({
      kind: 'credit_note',
      title: 'Credit note',
      number: note.number,
      stamp: null,
      customer: { name: 'Acme Traders LLP' },
      lines: [
        {
          description: 'Two days without service',
          hsnSac: '998315',
          quantity: null,
          unitAmountMinor: null,
          netMinor: '8475',
          taxes: [{ label: 'Tax', amountMinor: '1525' }],
          totalMinor: '10000',
        },
      ],
      inWords: 'One Hundred Rupees Only',
    })
    expect(fact(document.facts, 'For invoice')).toBe(invoice.number)
    expect(sums(document.totals)).toEqual(['Taxable value 8475', 'IGST 18 % 1525', 'Total credited 10000'])
    expect(document.notes[0]).toBe('The amount is in your credit balance.')
  })

  test('S1.6 about an untaxed invoice as a whole: no code, no tax', async () => {
    const invoice = await issue({ family: 'custom-projects' })
    const { lines, totals } = await noteShown(await credit(invoice, { offsetMinor: 10_000n }))
    expect(lines).toMatchObject([{ hsnSac: null, taxes: [], totalMinor: '10000' }])
    expect(sums(totals)).toEqual(['Total credited 10000'])
  })

  test('S1.6 about single lines of an unpaid invoice', async () => {
    const lines = [{ amountMinor: 500n }, { amountMinor: 700n }]
    const invoice = await issue({ family: 'custom-projects', lines })
    const stored = await database().invoiceLine.findMany({
      where: { invoiceId: invoice.id },
      orderBy: { position: 'asc' },
    })
    const found = creditLines({
      lines: stored.map(({ id, netMinor }) => ({ id, netMinor, taxes: [], creditedMinor: 0n })),
      remaining: { netMinor: 1_200n, components: [] },
      items: stored.slice(1).map(({ id }) => ({ lineId: id, netMinor: 300n })),
    })
    if (typeof found === 'string') throw new Error(found)
    const note = await credit(invoice, { credit: found, amountMinor: 300n, offsetMinor: 300n })
    const document = await noteShown(note)
    expect(document.lines).toMatchObject([
      { details: ['Two days without service'], hsnSac: null, taxes: [], totalMinor: '300' },
    ])
    expect(document.notes).toEqual([`Invoice ${invoice.number} asks for so much less.`])
    expect(sums(document.totals)).toEqual(['Total credited 300'])
  })

  test.each([
    ['processed', 'The amount was given back the way it was paid.'],
    ['pending', 'The amount goes back the way it was paid.'],
  ] as const)('S1.6 of a refund that is %s', async (status, said) => {
    const invoice = await issue({
      family: 'smart-ml',
      lines: [{ amountMinor: 500n }, { amountMinor: 700n, addonId: null }],
    })
    const { customerId } = invoice.holder
    const money = {
      customerId,
      amountMinor: 700n,
      currency: 'INR',
      createdAt: new Date(),
      updatedAt: new Date(),
    }
    const payment = await database().payment.create({
      data: { ...money, provider: 'razorpay', status: 'captured', description: 'x', capturedAt: new Date() },
    })
    const refund = await database().refund.create({
      data: {
        ...money,
        paymentId: payment.id,
        status,
        reason: 'x',
        processedAt: status === 'processed' ? new Date() : null,
      },
    })
    const note = await credit(invoice, { refundId: refund.id, amountMinor: 700n })
    const { notes, lines } = await noteShown(note)
    expect(notes[0]).toBe(said)
    // The lines have different codes: then the whole has none.
    expect(lines[0]?.hsnSac).toBeNull()
  })
})

describe('whose a document is', () => {
  test('its customer finds it, nobody else does, and what is no id is none', async () => {
    const invoice = await issue({ family: 'services' })
    const note = await credit(invoice, { offsetMinor: 10_000n })
    const other = await issue({ family: 'services' })
    const { customerId } = invoice.holder
    const own = { kind: 'invoice', id: invoice.id, customerId } as const
    expect(await findOwnDocument(own)).toMatchObject({ number: invoice.number })
    const ownNote = { kind: 'credit_note', id: note.id, customerId } as const
    expect(await findOwnDocument(ownNote)).toMatchObject({ number: note.number })
    for (const wanted of [
      { ...own, customerId: other.holder.customerId },
      { ...own, id: note.id },
      { ...own, id: 'x' },
    ])
      await expect(findOwnDocument(wanted)).rejects.toMatchObject({ code: 'invoice_not_found' })
    for (const wanted of [
      { ...ownNote, customerId: other.holder.customerId },
      { ...ownNote, id: 'x' },
    ])
      await expect(findOwnDocument(wanted)).rejects.toMatchObject({ code: 'credit_note_not_found' })
  })
})
