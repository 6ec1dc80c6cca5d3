import { beforeAll, expect, test } from 'vitest'
import { seedCatalog } from '#lib/catalog/seed-catalog.ts'
import { database, type Transaction } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { smartMl } from '#prisma/seed/catalog/smart-ml.ts'
import { buildHolder } from '#prisma/seed/testing/build-holder.ts'
import { checkBooks } from './check-books.ts'
import { issueCreditNote } from './issue-credit-note.ts'
import { takeNumber } from './take-number.ts'

let issuerId: string
beforeAll(async () => {
  await seedCatalog({ seed: smartMl, now: await now() })
  issuerId = (await database().issuer.findFirstOrThrow()).id
})

const MARCH = Temporal.Instant.from('2027-03-31T18:29:59Z')
const APRIL = Temporal.Instant.from('2027-03-31T18:30:00Z')

class Crash extends Error {}

/** Issues the emptiest document there is, so that the number is what counts. */
async function issue(tx: Transaction, options: { customerId: string; at: Temporal.Instant }) {
  const { issueDate, ...taken } = await takeNumber(tx, { issuerId, series: 'invoice', now: options.at })
  const stamp = new Date(options.at.epochMilliseconds)
  await tx.invoice.create({
    data: {
      ...taken,
      issueDate,
      issuedAt: stamp,
      issuerId,
      customerId: options.customerId,
      type: 'one_off',
      currency: 'INR',
      subtotalMinor: 0n,
      totalMinor: 0n,
      paymentStatus: 'pending',
      issuerSnapshot: {},
      customerSnapshot: {},
    },
  })
  return { ...taken, issueDate }
}

test('invariant 9: sixty-four at once, every fourth of which fails: consecutive, without a gap', async () => {
  const { customerId } = await buildHolder({ plan: 'new', now: await now() })
  const results = await Promise.allSettled(
    Array.from({ length: 256 }, (_, index) => index).map((index) =>
      transaction(async (tx) => {
        const { sequence } = await issue(tx, { customerId, at: MARCH })
        if (index % 4 === 3) throw new Crash()
        return sequence
      }),
    ),
  )
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  expect(failures.every((failure) => failure instanceof Crash)).toBe(true)
  const sequences = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  expect(sequences.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 192 }, (_, index) => index + 1))
})

test('invariant 9: a new financial year of the issuer begins with 1', async () => {
  const { customerId } = await buildHolder({ plan: 'new', now: await now() })
  const first = await transaction((tx) => issue(tx, { customerId, at: APRIL }))
  expect(first).toMatchObject({ number: 'INV-2027-001', financialYear: 2027, sequence: 1 })
  expect(first.issueDate.toISOString()).toBe('2027-04-01T00:00:00.000Z')
  const last = await transaction((tx) => issue(tx, { customerId, at: MARCH }))
  expect(last).toMatchObject({ number: 'INV-2026-193', financialYear: 2026 })
})

test('invariant 9: invoices and credit notes at once, in one transaction or in two, never wait for each other in a circle', async () => {
  const { customerId } = await buildHolder({ plan: 'new', now: await now() })
  const invoice = await database().invoice.findFirstOrThrow()
  const at = await now()
  const refund = async (tx: Transaction) => {
    const stamp = new Date(at.epochMilliseconds)
    const stamps = { createdAt: stamp, updatedAt: stamp }
    const money = { customerId, amountMinor: 1n, currency: 'INR' }
    const status = { capturedAt: stamp, status: 'captured' as const, refundedMinor: 1n }
    const payment = await tx.payment.create({
      data: { ...money, ...status, ...stamps, provider: 'razorpay', description: 'for a test' },
    })
    return tx.refund.create({ data: { ...money, ...stamps, paymentId: payment.id, reason: 'for a test' } })
  }
  const results = await Promise.allSettled(
    Array.from({ length: 64 }, (_, index) =>
      transaction(async (tx) => {
        if (index % 3 !== 0) await issue(tx, { customerId, at })
        if (index % 3 === 1) return
        const { id: refundId } = await refund(tx)
        await issueCreditNote(tx, {
          invoiceId: invoice.id,
          refundId,
          amountMinor: 1n,
          reason: 'test',
          now: at,
        })
      }),
    ),
  )
  expect(results.flatMap((result) => (result.status === 'rejected' ? [String(result.reason)] : []))).toEqual(
    [],
  )
  const { violations } = await checkBooks(database())
  expect(violations.filter((violation) => violation.startsWith('numbers are consecutive'))).toEqual([])
})
