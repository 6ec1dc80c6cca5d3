import { ChangeEffects, earlierPrice } from '#components/admin/catalog/change-effects.tsx'
import type { PlanDetail } from '#lib/admin/catalog-plan-schemas.ts'

/** What each change means for who is on the plan already. */
const EFFECTS: Partial<Record<string, string>> = {
  priceMinor:
    'Who is on it keeps the price it was bought at, also when it renews by itself. Who buys it, or renews it by hand, pays the new one.',
  grants:
    'What they may do changes at once. Where it is less than what is in use, nothing is taken away, and no more can be added.',
  name: 'Invoices that were issued keep the name they have.',
}

/** Add-ons say on which plans they are sold, not the other way round. */
function addonsOf({ sells, includes }: PlanDetail): string {
  const parts = [
    sells.length > 0 && `Sold on it: ${sells.join(', ')}.`,
    includes.length > 0 && `Comes with it: ${includes.join(', ')}.`,
    sells.length + includes.length === 0 && 'No add-on is sold on it.',
    'That is decided on the page of each add-on.',
  ]
  return parts.filter((part) => part !== false).join(' ')
}

/** Who is on it, and what they keep. */
export function PlanEffects({ plan, changed }: { plan: PlanDetail; changed: readonly string[] }) {
  const { customers, atOtherPrice } = plan.holders
  const who = customers === 1 ? '1 customer is' : `${customers} customers are`
  return (
    <ChangeEffects
      title={customers === 0 ? 'Nobody is on it now' : `${who} on it now`}
      effects={[
        plan.status === 'draft' &&
          'Nobody sees a draft. Publishing it needs a price and something it grants; who is on another plan stays there.',
        addonsOf(plan),
        earlierPrice(atOtherPrice),
        ...(customers > 0 ? changed.map((field) => EFFECTS[field]) : []),
        plan.isDefault && 'Who has not bought a plan is on this one: it stays, and nobody pays for it.',
        plan.status === 'published' &&
          !plan.isDefault &&
          'When it is archived nobody can change to it any more. Who is on it stays, and can renew it.',
      ]}
      billedAt={plan.billedAt}
    />
  )
}
