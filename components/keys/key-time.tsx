import { DateTime } from '#components/ui/date-time.tsx'

/** When a key or a secret was last used, in the key's zone. */
export function LastUse({ at, timeZone }: { at: string | null; timeZone: string }) {
  if (at === null) return 'Never used'
  return (
    <>
      Last used <DateTime iso={at} timeZone={timeZone} show="date-time" />
    </>
  )
}
