import { formatAmount } from '#components/billing/format-amount.ts'
import { Callout } from '#components/ui/callout.tsx'
import type { QuoteResponse } from '#lib/purchases/schemas.ts'

/** What a change takes away, takes in, or leaves above its limit (S3.7). */
export function QuoteConsequences({ quote }: { quote: QuoteResponse }) {
  const included = quote.addons.filter(({ outcome }) => outcome === 'included')
  const notAllowed = quote.addons.filter(({ outcome }) => outcome === 'not_allowed')
  const names = (addons: typeof included) => addons.map(({ name }) => name).join(', ')
  return (
    <div className="flex flex-col gap-3 empty:hidden">
      {included.length > 0 && (
        <Callout tone="success" title={`${names(included)} comes with the plan`}>
          You stop paying for it separately.
        </Callout>
      )}
      {notAllowed.length > 0 && (
        <Callout tone="warning" title={`${names(notAllowed)} cannot be held on this plan`}>
          It ends with the change.
        </Callout>
      )}
      {quote.outgoing.length > 0 && (
        <Callout tone="warning" title="What you give up">
          <ul>
            {quote.outgoing.map(({ feature, name, unit, from, to }) => (
              <li key={feature} className="numeric">
                {unit === ''
                  ? name
                  : `${name}: ${formatAmount({ amount: from, unit })} → ${formatAmount({ amount: to, unit })}`}
              </li>
            ))}
          </ul>
        </Callout>
      )}
      {quote.exceeded.length > 0 && (
        <Callout tone="warning" title="You use more than the new limits">
          <ul>
            {quote.exceeded.map(({ feature, name, unit, used, limit }) => (
              <li key={feature} className="numeric">
                {name}: {formatAmount({ amount: used, unit })} used of {formatAmount({ amount: limit, unit })}
                . Nothing is deleted; you cannot add more.
              </li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  )
}
