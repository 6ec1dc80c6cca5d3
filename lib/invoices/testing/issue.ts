import { database } from '#lib/db/client.ts'
import { now } from '#lib/db/clock.ts'
import { transaction } from '#lib/db/transaction.ts'
import { buildHolder, type Holder } from '#prisma/seed/testing/build-holder.ts'
import { issueCreditNote } from '../issue-credit-note.ts'
import { type InvoiceLineInput, issueInvoice } from '../issue-invoice.ts'
import { settleInvoice } from '../settle-invoice.ts'

export const BERLIN = {
  legalName: 'Muster GmbH',
  line1: 'Hauptstraße 1',
  city: 'Berlin',
  postalCode: '10115',
  country: 'DE',
}
export const MUMBAI = {
  legalName: 'Acme Traders LLP',
  line1: '12 Marine Drive',
  line2: 'Third floor',
  city: 'Mumbai',
  postalCode: '400020',
  state: 'Maharashtra',
  stateCode: '27',
  country: 'IN',
  taxId: '27AAPFU0939F1ZV',
}

export type Issued = { id: string; number: string; totalMinor: bigint; holder: Holder }

/** Issues an unpaid invoice of a family's first add-on to a new customer, or to one that is there. */
export async function issue(options: {
  family: string
  billing?: typeof BERLIN & { line2?: string; stateCode?: string; state?: string; taxId?: string }
  holder?: Holder
  lines?: (Partial<InvoiceLineInput> & { amountMinor: bigint })[]
  pricesIncludeTax?: boolean
}): Promise<Issued> {
  const { family: code, billing, lines = [{ amountMinor: 35_800n }], pricesIncludeTax = true } = options
  const at = await now()
  const holder = options.holder ?? (await buildHolder({ plan: 'new', family: code, now: at }))
  const { customerId } = holder
  if (billing) {
    await database().billingDetails.create({ data: { ...billing, customerId, updatedAt: new Date() } })
  }
  const family = await database().productFamily.findUniqueOrThrow({ where: { code } })
  const { id: familyId, issuerId, currency } = family
  const addon = await database().addon.findFirstOrThrow({
    where: { familyId },
    orderBy: { sortOrder: 'asc' },
  })
  const issued = await transaction((tx) =>
    issueInvoice(tx, {
      issuerId,
      customerId,
      familyId,
      purchaseId: null,
      type: 'one_off',
      currency,
      pricesIncludeTax,
      lines: lines.map((line) => ({
        addonId: addon.id,
        planId: null,
        description: addon.name,
        quantity: 1,
        unitAmountMinor: line.amountMinor,
        periodStart: null,
        periodEnd: null,
        ...line,
      })),
      now: at,
    }),
  )
  return { ...issued, holder }
}

/** Credits some of an invoice, 100.00 of it unless told otherwise. */
export async function credit(
  invoice: { id: string },
  note: Partial<Parameters<typeof issueCreditNote>[1]>,
): Promise<{ id: string; number: string }> {
  const at = await now()
  const whole = { invoiceId: invoice.id, refundId: null, amountMinor: 10_000n, now: at }
  return transaction((tx) => issueCreditNote(tx, { ...whole, reason: 'Two days without service', ...note }))
}

/** Marks it as paid. */
export async function settle({ id }: { id: string }): Promise<void> {
  const at = await now()
  await transaction((tx) => settleInvoice(tx, { invoiceId: id, now: at }))
}
