import { invalidRequest } from '../api/stripe-error.ts'
import type { Act } from '../stripe-context.ts'

/** One price per lookup key; `transfer` takes it from the price that has it. */
export function takeLookupKey(
  act: Act,
  { lookupKey, transfer }: { readonly lookupKey: string; readonly transfer: boolean },
): void {
  const [holder] = act.prices.list({ where: 'lookup_key = ?', values: [lookupKey] })
  if (!holder) return
  if (!transfer) {
    throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, 'lookup_key')
  }
  act.prices.update({ ...holder, lookup_key: null }, { lookup_key: null })
}
