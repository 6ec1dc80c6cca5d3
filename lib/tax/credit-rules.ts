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
export function divideCredit<Tax extends { amountMinor: bigint }>(options: {
  amountMinor: bigint
  remaining: Divided<Tax>
}): Divided<Tax> {
  const { amountMinor, remaining } = options
  if (amountMinor === 0n) return { netMinor: 0n, taxes: withAmounts(remaining.taxes, () => 0n) }
  const all = sum(remaining)
  if (amountMinor < 0n || amountMinor > all) {
    throw new RangeError(`${amountMinor} of ${all} cannot be credited`)
  }
  const taxes = withAmounts(remaining.taxes, (tax) => roundHalfUp(amountMinor * tax, all))
  const netMinor = amountMinor - sum({ netMinor: 0n, taxes })
  return isPart(netMinor, remaining.netMinor) ? { netMinor, taxes } : fill(options)
}

/** Taxable value and taxes. */
type Divided<Tax> = { netMinor: bigint; taxes: readonly Tax[] }

/** Whole units first, then what is left of the credit where there is room: on the taxable value, then on the taxes. */
function fill<Tax extends { amountMinor: bigint }>(options: {
  amountMinor: bigint
  remaining: Divided<Tax>
}): Divided<Tax> {
  const { amountMinor, remaining } = options
  const all = sum(remaining)
  const whole = (part: bigint) => (amountMinor * part) / all
  const net = whole(remaining.netMinor)
  let left = amountMinor - sum({ netMinor: net, taxes: withAmounts(remaining.taxes, whole) })
  const take = (room: bigint) => {
    const more = smallerOf(left, room > 0n ? room : 0n)
    left -= more
    return more
  }
  const netMinor = net + (left < 0n ? left : take(remaining.netMinor - net))
  return { netMinor, taxes: withAmounts(remaining.taxes, (tax) => whole(tax) + take(tax - whole(tax))) }
}

function isPart(part: bigint, whole: bigint): boolean {
  return whole < 0n ? part <= 0n && part >= whole : part >= 0n && part <= whole
}

function withAmounts<Tax extends { amountMinor: bigint }>(
  taxes: readonly Tax[],
  amountOf: (amountMinor: bigint) => bigint,
): Tax[] {
  return taxes.map((tax) => ({ ...tax, amountMinor: amountOf(tax.amountMinor) }))
}

function sum({ netMinor, taxes }: Divided<{ amountMinor: bigint }>): bigint {
  return taxes.reduce((total, tax) => total + tax.amountMinor, netMinor)
}
