import type { DatabaseOrTransaction } from '#lib/db/client.ts'

/** The provider an invoice is paid by: that of the family whose things were sold. */
export async function findInvoiceProvider(
  tx: DatabaseOrTransaction,
  invoice: { number: string; issuerId: string; lines: readonly { addonId: string | null }[] },
): Promise<string> {
  const addonIds = invoice.lines.flatMap((line) => line.addonId ?? [])
  const families = await tx.productFamily.findMany({
    where: { issuerId: invoice.issuerId },
    include: { _count: { select: { addons: { where: { id: { in: addonIds } } } } } },
    orderBy: { createdAt: 'asc' },
  })
  const found = families.find(({ _count }) => _count.addons > 0) ?? families[0]
  if (!found) throw new Error(`the issuer of invoice ${invoice.number} sells nothing`)
  return found.provider
}
