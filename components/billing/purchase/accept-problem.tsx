import { ProblemError } from '#components/api/problem-error.ts'
import { Callout } from '#components/ui/callout.tsx'

/** Why a price could not be accepted, and what that means for one's money. */
export function AcceptProblem({ error, anotherWay }: { error: Error; anotherWay: boolean }) {
  const outdated =
    error instanceof ProblemError && (error.code === 'quote_expired' || error.code === 'quote_stale')
  if (outdated) {
    return (
      <Callout tone="warning" role="alert" title="The price was looked up again">
        The one shown before was no longer valid. Nothing was charged: check the new one, then pay.
      </Callout>
    )
  }
  return (
    <Callout tone="danger" role="alert" title="Nothing was charged">
      {error.message}
      {anotherWay && ' Pay again to choose another card on the next page.'}
    </Callout>
  )
}
