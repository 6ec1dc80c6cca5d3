import { ChangeEffects, earlierPrice } from '#components/admin/catalog/change-effects.tsx'
import type { CatalogDetail } from '#lib/admin/catalog-schemas.ts'

/** What each change means for who holds the add-on already. What is not here concerns new purchases only. */
const EFFECTS: Partial<Record<string, string>> = {
  priceMinor:
    'What is held keeps the price it was bought at, also when it renews by itself. New purchases, and renewals made by hand, cost the new one.',
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
export function AddonEffects({ addon, changed }: { addon: CatalogDetail; changed: readonly string[] }) {
  const { holders, status, billedAt } = addon
  const { customers, units, atOtherPrice } = holders
  const who = customers === 1 ? '1 customer holds' : `${customers} customers hold`
  return (
    <ChangeEffects
      title={customers === 0 ? 'Nobody holds it now' : `${who} it now, ${units} in all`}
      effects={[
        earlierPrice(atOtherPrice),
        ...(customers > 0 ? changed.map((field) => EFFECTS[field]) : []),
        customers > 0 &&
          changed.includes('priceMinor') &&
          billedAt !== null &&
          'More of what is held costs the price it is held at.',
        status === 'published' &&
          'When it is archived it is not sold any more, and not renewed by hand. What is held stays, and goes on where it renews by itself.',
      ]}
      billedAt={billedAt}
    />
  )
}
