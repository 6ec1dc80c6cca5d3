import type { ReactNode } from 'react'
import { Callout } from '#components/ui/callout.tsx'
import { DateTime } from '#components/ui/date-time.tsx'

type TroubleCalloutProps = {
  title: ReactNode
  /** What is kept, as the sentence has it: "everything", "it". */
  kept: string
  /** UTC, ISO 8601; null: nothing is promised, or it is gone. */
  keptUntil: string | null
  /** What to say when it is gone. */
  gone?: string
  timeZone: string
  /** Whether the charge is tried again without anybody doing something. */
  isRetried: boolean
  actions: ReactNode
  problem: Error | null
}

/** A renewal that did not go through: until when what it is for is kept, and how to fix it. */
export function TroubleCallout(props: TroubleCalloutProps) {
  const { title, kept, keptUntil, gone, timeZone, isRetried, actions, problem } = props
  return (
    <Callout tone="danger" role="alert" title={title} actions={actions}>
      {keptUntil ? (
        <>
          You keep {kept} until <DateTime iso={keptUntil} timeZone={timeZone} />.{' '}
        </>
      ) : (
        gone && <>{gone} </>
      )}
      {isRetried ? 'We try again in the next days.' : 'We do not try again by ourselves.'}
      {problem && <p>{problem.message}</p>}
    </Callout>
  )
}
