import { addonCourse } from '#components/billing/addons/addon-course.ts'
import { formatInstant } from '#components/ui/format-instant.ts'
import type { UserAddonResponse } from '#lib/subscriptions/schemas.ts'

/** What an approval did, once the server has taken it: the add-on as it stands since. */
export function approvedWords(
  addon: Pick<UserAddonResponse, 'addon_name'> & Parameters<typeof addonCourse>[0],
  timeZone: string,
): string {
  const course = addonCourse(addon)
  if (course.kind !== 'renews') return `Your approval for ${addon.addon_name} has arrived`
  return `${addon.addon_name} renews by itself on ${formatInstant({ iso: course.at, timeZone })}`
}
