import { database } from '#lib/db/client.ts'
import { config } from '#lib/server/config.ts'
import { principalOf } from './principal-of.ts'

/** Who looks at a page. */
export type Viewer = {
  userId: string
  email: string
  name: string
  /** Null for staff who act for no customer. */
  customerId: string | null
  /** The customer's name, or the user's own without one. */
  customerName: string
  role: 'customer' | 'admin'
  /** Where the sandbox is steered; null outside of sandbox mode. */
  sandboxUrl: string | null
}

/** The viewer behind a request's session, or null for nobody. */
export async function findViewer(request: Request): Promise<Viewer | null> {
  const principal = await principalOf(request)
  if (!principal) return null
  const { userId, customerId, role } = principal
  const [user, customer] = await Promise.all([
    database().user.findUnique({ where: { id: userId }, select: { email: true, name: true } }),
    customerId ? database().customer.findUnique({ where: { id: customerId }, select: { name: true } }) : null,
  ])
  if (!user) return null
  return {
    userId,
    email: user.email,
    name: user.name,
    customerId,
    customerName: customer?.name ?? user.name,
    role,
    sandboxUrl: config().sandboxUrl,
  }
}
