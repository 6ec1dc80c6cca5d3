import type { Transaction } from '#lib/db/client.ts'

/**
 * Sees to it that a rank of a family is free, moving up what is there and above it by one where it is not: what is up
 * and what is down of each other stays. The family is locked before, by whoever places a plan.
 */
export async function makeRoom(
  tx: Transaction,
  { familyId, rank }: { familyId: string; rank: number },
): Promise<void> {
  if ((await tx.plan.count({ where: { familyId, rank } })) === 0) return
  // In two steps, because no two of a family may have one rank in between either.
  await tx.$executeRaw`UPDATE plans SET rank = -rank - 1 WHERE family_id = ${familyId}::uuid AND rank >= ${rank}`
  await tx.$executeRaw`UPDATE plans SET rank = -rank WHERE family_id = ${familyId}::uuid AND rank < 0`
}
