import { roundHalfUp, smallerOf } from '#lib/money/money.ts'

/**
 * How a credit divides into taxable value and taxes: in the shares of what remains of the invoice. No tax is credited
 * above what remains of it, and crediting all that remains leaves nothing of anything. Every tax is rounded half up,
 * so that equal taxes (CGST and SGST) stay equal; only where so little is credited, or remains, that this does not add
 * up does one get a unit more than the other. Minor units.
 *
 * @param options.amountMinor at most what remains in all; throws a RangeError above it
 * @param options.remaining of the invoice, less what was credited: the taxable value, and each tax. Some may be
 * negative, where an invoice credits one thing and charges more of another
 */
export function divideCredit(options: {
  amountMinor: bigint
  remaining: { netMinor: bigint; taxesMinor: readonly bigint[] }
}): { netMinor: bigint; taxesMinor: bigint[] } {
  const { amountMinor, remaining } = options
  if (amountMinor === 0n) return { netMinor: 0n, taxesMinor: remaining.taxesMinor.map(() => 0n) }
  const all = sum([remaining.netMinor, ...remaining.taxesMinor])
  if (amountMinor < 0n || amountMinor > all) {
    throw new RangeError(`${amountMinor} of ${all} cannot be credited`)
  }
  const rounded = remaining.taxesMinor.map((tax) => roundHalfUp(amountMinor * tax, all))
  const netMinor = amountMinor - sum(rounded)
  if (isPart(netMinor, remaining.netMinor)) return { netMinor, taxesMinor: rounded }
  return fill(options)
}

/** Whole units first, then what is left of the credit where there is room: on the taxable value, then on the taxes. */
function fill({ amountMinor, remaining }: Parameters<typeof divideCredit>[0]): {
  netMinor: bigint
  taxesMinor: bigint[]
} {
  const parts = [remaining.netMinor, ...remaining.taxesMinor]
  const all = sum(parts)
  const shares = parts.map((part) => (amountMinor * part) / all)
  let left = amountMinor - sum(shares)
  const [netMinor = 0n, ...taxesMinor] = shares.map((share, index) => {
    const room = (parts[index] ?? 0n) - share
    const more = index === 0 && left < 0n ? left : smallerOf(left, room > 0n ? room : 0n)
    left -= more
    return share + more
  })
  return { netMinor, taxesMinor }
}

function isPart(part: bigint, whole: bigint): boolean {
  return whole < 0n ? part <= 0n && part >= whole : part >= 0n && part <= whole
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
