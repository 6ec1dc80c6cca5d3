/** How an invoice's total meets the customer's balance. All amounts in the minor unit. */
export type Settlement = {
  readonly amountDue: number
  readonly startingBalance: number
  readonly endingBalance: number
  /** Added to the balance: negative gives credit, positive uses it up or is owed from now on; 0: nothing. */
  readonly balanceChange: number
  readonly tooSmall: boolean
}

/**
 * Credit (a negative balance) pays first; what is owed is charged with it. A negative total becomes credit and is
 * never paid out; what is below the minimum charge is owed with the next invoice (facts: it rolls to the balance).
 */
export function settleTotal(input: {
  readonly total: number
  readonly balance: number
  readonly minimum: number
}): Settlement {
  const { total, balance, minimum } = input
  const wanted = total + balance
  const tooSmall = wanted > 0 && wanted < minimum
  const rolls = wanted <= 0 || tooSmall
  const endingBalance = rolls ? wanted : 0
  return {
    amountDue: rolls ? 0 : wanted,
    startingBalance: balance,
    endingBalance,
    balanceChange: endingBalance - balance,
    tooSmall,
  }
}

const day = 24 * 60 * 60
const retryDays = [1, 3, 5]

/** When a renewal is tried again: 1, 3 and 5 days after the first attempt; null when that was the last. */
export function nextRetry(input: {
  readonly firstAttemptAt: number
  /** Attempts that have failed so far. */
  readonly attempts: number
}): number | null {
  const days = retryDays[input.attempts - 1]
  return days === undefined ? null : input.firstAttemptAt + days * day
}
