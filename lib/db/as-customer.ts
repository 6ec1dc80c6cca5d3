import type { Transaction } from './client.ts'
import { transaction } from './transaction.ts'

/** Owns nothing, and sees rows only by their policies (migration `row_level_security`). */
const ROLE = 'tackon_customer'

/**
 * Runs short work in a customer's name, behind the second wall: whatever its SQL says, rows of other customers are not
 * there to be read and cannot be written. It may read what is on offer and what is the customer's, and write the
 * little that a customer changes without an operation of the owner. One transaction, as `transaction`.
 */
export async function asCustomer<Result>(
  customerId: string,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return transaction(async (tx) => {
    await tx.$executeRaw`
      SELECT set_config('role', ${ROLE}, true), set_config('app.customer_id', ${customerId}, true)`
    return work(tx)
  })
}
