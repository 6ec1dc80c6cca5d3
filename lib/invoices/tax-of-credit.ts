import type { DatabaseOrTransaction, Transaction } from '#lib/db/client.ts'
import { roundHalfUp, smallerOf } from '#lib/money/money.ts'
import { sumComponents } from '#lib/tax/amount-rules.ts'
import { divideCredit } from '#lib/tax/credit-rules.ts'
import type { TaxComponent } from '#lib/tax/tax.ts'

/**
 * What of a credit on an invoice as a whole is tax, component by component: the share of what remains, and never more
 * (S1.5). A credit above what remains in all carries no tax for the rest. The invoice must be locked by this
 * transaction.
 */
export async function taxOfCredit(
  tx: Transaction,
  options: { invoiceId: string; amountMinor: bigint },
): Promise<{ taxMinor: bigint; components: TaxComponent[] }> {
  const { netMinor, components } = await remainingOf(tx, options.invoiceId)
  const all = netMinor + amountOf(components)
  const divided = divideCredit({
    amountMinor: smallerOf(options.amountMinor, all > 0n ? all : 0n),
    remaining: { netMinor, taxes: components },
  })
  return {
    taxMinor: amountOf(divided.taxes),
    components: divided.taxes.map((tax) => ({
      ...tax,
      baseMinor: netMinor > 0n ? roundHalfUp(tax.baseMinor * divided.netMinor, netMinor) : 0n,
    })),
  }
}

/** Taxable value and taxes of an invoice, less what was credited. */
export async function remainingOf(db: DatabaseOrTransaction, invoiceId: string) {
  const { subtotalMinor, lineTaxes, creditNotes } = await db.invoice.findUniqueOrThrow({
    where: { id: invoiceId },
    select: {
      subtotalMinor: true,
      lineTaxes: { select: PARTS, orderBy: [{ line: { position: 'asc' } }, { position: 'asc' }] },
      creditNotes: { select: { totalMinor: true, taxMinor: true, taxes: { select: PARTS } } },
    },
  })
  const credited = creditNotes.flatMap(({ taxes }) => taxes)
  const less = credited.map((part) => ({
    ...part,
    baseMinor: -part.baseMinor,
    amountMinor: -part.amountMinor,
  }))
  return {
    netMinor: creditNotes.reduce((left, note) => left - (note.totalMinor - note.taxMinor), subtotalMinor),
    components: sumComponents([lineTaxes, less]),
  }
}

const PARTS = { code: true, name: true, rateBasisPoints: true, baseMinor: true, amountMinor: true } as const

function amountOf(taxes: readonly { amountMinor: bigint }[]): bigint {
  return taxes.reduce((total, tax) => total + tax.amountMinor, 0n)
}
