import { DateTime } from '#components/ui/date-time.tsx'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'
import { addonCourse } from './addon-course.ts'

/** One sentence on where a held add-on is heading. */
export function HeldUntil({ addon, timeZone }: { addon: UserAddonResponse; timeZone: string }) {
  const date = (iso: string) => <DateTime iso={iso} timeZone={timeZone} />
  const course = addonCourse(addon)
  switch (course.kind) {
    case 'endless':
      return <>Stays without an end.</>
    case 'canceled':
      return <>Canceled. Stays until {date(course.at)}.</>
    case 'trouble':
      return course.keptUntil ? (
        <>Not renewed yet. Kept until {date(course.keptUntil)}.</>
      ) : (
        <>Its renewal did not go through.</>
      )
    case 'partly':
      return (
        <>
          {course.renewed} of {addon.quantity} {course.renewed === 1 ? 'renews' : 'renew'} on{' '}
          {date(course.at)}.
        </>
      )
    case 'fewer':
      return (
        <>
          {addon.quantity} → {course.quantity} from {date(course.at)}.
        </>
      )
    case 'renews':
      return <>Renews on {date(course.at)}.</>
    case 'paid':
      return <>Paid up to {date(course.at)}.</>
    default:
      throw course satisfies never
  }
}
