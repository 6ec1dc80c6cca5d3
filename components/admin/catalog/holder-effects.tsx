import { Callout } from '#components/ui/callout.tsx'
import type { CatalogDetail } from '#lib/admin/catalog-schemas.ts'

/** What each change means for who holds the add-on already. What is not here concerns new purchases only. */
const EFFECTS: Partial<Record<string, string>> = {
  priceMinor:
    'What is held keeps the price it was bought at. New purchases, and renewals made by hand, cost the new one.',
  grants: 'What they may do changes at once, with what is granted by a unit.',
  plans:
    'What is held stays. On a plan it is no longer available on, it cannot be bought or renewed by hand; what comes with a plan counts at once.',
  maxQuantity: 'Who holds more than the new maximum keeps it, and can buy no more.',
  isStackable: 'Who holds several keeps them, and can buy no more.',
  selfService: 'What is held stays. Customers cannot buy what only staff grant.',
  decrease: 'It counts for the next time they want fewer.',
  name: 'Invoices that were issued keep the name they have.',
}

/** Who holds it, and what they keep. */
export function HolderEffects({ addon, changed }: { addon: CatalogDetail; changed: readonly string[] }) {
  const { customers, units, atOtherPrice } = addon.holders
  const effects = changed.flatMap((field) => EFFECTS[field] ?? [])
  return (
    <Callout title={customers === 0 ? 'Nobody holds it now' : `${count(customers)} it now, ${units} in all`}>
      {atOtherPrice > 0 && <p>{atOtherPrice} of them keep an earlier price.</p>}
      {customers > 0 && effects.map((effect) => <p key={effect}>{effect}</p>)}
      <p>When it is archived it is not sold any more, and what is held stays.</p>
    </Callout>
  )
}

function count(customers: number): string {
  return customers === 1 ? '1 customer holds' : `${customers} customers hold`
}
