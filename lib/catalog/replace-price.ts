import type { Transaction } from '#lib/db/client.ts'

/** The plan or add-on that grants and prices belong to. */
export type Owner = { planId: string } | { addonId: string }

/**
 * Puts a price in the place of the active one of its currency and interval; a price itself is never edited, and what
 * was bought keeps its own. Null takes it off sale. Minor units.
 */
export async function replacePrice(
  tx: Transaction,
  price: { owner: Owner; currency: string; intervalMonths: number; amountMinor: bigint | null; at: Date },
): Promise<void> {
  const { owner, currency, intervalMonths, amountMinor, at } = price
  const unit = { ...owner, currency, intervalMonths }
  const active = await tx.price.findFirst({ where: { ...unit, active: true } })
  if (amountMinor !== null && active?.unitAmountMinor === amountMinor) return
  await tx.price.updateMany({ where: { ...unit, active: true }, data: { active: false } })
  if (amountMinor === null) return
  await tx.price.create({ data: { ...unit, unitAmountMinor: amountMinor, createdAt: at } })
}
