/** Who is asking. Resolved from the database on every request, so it is never older than that. */
export type Principal = {
  userId: string
  /** The billing account this caller acts for; an admin may have none. */
  customerId: string | null
  role: 'customer' | 'admin'
  memberRole: 'owner' | 'member' | null
  via: 'session' | 'token'
  tokenId?: string
}

/** A caller who acts for a customer. */
export type CustomerPrincipal = Principal & { customerId: string; memberRole: 'owner' | 'member' }
