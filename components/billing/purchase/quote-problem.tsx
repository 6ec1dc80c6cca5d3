import { ProblemError } from '#components/api/problem-error.ts'
import { Callout } from '#components/ui/callout.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'

type QuoteProblemProps = { error: Error; retrying: boolean; onRetry: () => void }

/** Why there is no price: what is wished for is refused, or it could not be asked for. */
export function QuoteProblem({ error, retrying, onRetry }: QuoteProblemProps) {
  const refused = error instanceof ProblemError && (error.status === 400 || error.status === 422)
  if (refused) {
    return (
      <Callout tone="warning" role="alert">
        {error.message}
      </Callout>
    )
  }
  return (
    <ErrorState title="The price could not be fetched" onRetry={onRetry} retrying={retrying}>
      {error.message}
    </ErrorState>
  )
}
