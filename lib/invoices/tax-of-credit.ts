import type { Transaction } from '#lib/db/client.ts'
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
  const taxesMinor = components.map((component) => component.amountMinor)
  const all = sum([netMinor, ...taxesMinor])
  const amountMinor = smallerOf(options.amountMinor, all > 0n ? all : 0n)
  const share = divideCredit({ amountMinor, remaining: { netMinor, taxesMinor } })
  return {
    taxMinor: sum(share.taxesMinor),
    components: components.map((component, index) => ({
      ...component,
      baseMinor: netMinor > 0n ? roundHalfUp(component.baseMinor * share.netMinor, netMinor) : 0n,
      amountMinor: share.taxesMinor[index] ?? 0n,
    })),
  }
}

/** Taxable value and taxes of an invoice, less what was credited. */
export async function remainingOf(tx: Transaction, invoiceId: string) {
  const { subtotalMinor, lineTaxes, creditNotes } = await tx.invoice.findUniqueOrThrow({
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
    netMinor: subtotalMinor - sum(creditNotes.map((note) => note.totalMinor - note.taxMinor)),
    components: sumComponents([lineTaxes, less]),
  }
}

const PARTS = { code: true, name: true, rateBasisPoints: true, baseMinor: true, amountMinor: true } as const

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
