import { providerName } from '#components/admin/statuses.ts'
import { Callout } from '#components/ui/callout.tsx'
import type { BilledAt } from '#lib/admin/catalog-schemas.ts'

type ChangeEffectsProps = {
  title: string
  /** What stays as it is or not, sentence by sentence. */
  effects: readonly (string | false | undefined)[]
  billedAt: BilledAt | null
}

/** How many pay another price than today's. */
export function earlierPrice(customers: number): string | false {
  if (customers === 0) return false
  return customers === 1 ? '1 of them pays an earlier price.' : `${customers} of them pay an earlier price.`
}

/** What a change means for who holds it already, and for the provider that bills it. */
export function ChangeEffects({ title, effects, billedAt }: ChangeEffectsProps) {
  return (
    <Callout title={title}>
      {effects.flatMap((effect) => (effect ? [<p key={effect}>{effect}</p>] : []))}
      {billedAt && <p>{known(billedAt)}</p>}
    </Callout>
  )
}

function known({ provider, state }: BilledAt): string {
  const name = providerName(provider)
  switch (state) {
    case 'known':
      return `${name} bills it, and knows this price.`
    case 'on_its_way':
      return `${name} bills it, and is being told of the last change.`
    case 'unknown':
      return `${name} bills it. It is told of the price with the next change here, or when somebody buys it.`
    default:
      return state satisfies never
  }
}
