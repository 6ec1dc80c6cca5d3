import { toDate } from '#lib/calendar/instants.ts'
import type { Transaction } from '#lib/db/client.ts'
import { DomainError } from '#lib/errors/domain-error.ts'

/**
 * Adds someone who may sign in, and makes them a member of a customer. Throws `conflict` when the address has a user.
 *
 * @param user.passwordHash of `hashPassword`; null for someone who only signs in by link or OAuth
 */
export async function createUser(
  tx: Transaction,
  user: {
    email: string
    name: string
    passwordHash: string | null
    role: 'customer' | 'admin'
    membership: { customerId: string; role: 'owner' | 'member' } | null
    now: Temporal.Instant
  },
): Promise<{ userId: string }> {
  const at = toDate(user.now)
  const email = user.email.toLowerCase()
  const { count } = await tx.user.createMany({
    data: {
      email,
      name: user.name,
      passwordHash: user.passwordHash,
      role: user.role,
      createdAt: at,
      updatedAt: at,
    },
    skipDuplicates: true,
  })
  if (count === 0) {
    throw new DomainError({
      kind: 'conflict',
      code: 'email_taken',
      detail: 'Somebody signs in with this email address already.',
      field: 'email',
    })
  }
  const { id } = await tx.user.findUniqueOrThrow({ where: { email }, select: { id: true } })
  if (user.membership) await tx.member.create({ data: { userId: id, ...user.membership, createdAt: at } })
  return { userId: id }
}
