import { toDate } from '#lib/calendar/instants.ts'
import { asCustomer } from '#lib/db/as-customer.ts'
import { requireAccess } from '#lib/entitlements/get-access.ts'
import { DomainError } from '#lib/errors/domain-error.ts'
import { duties, findTrack, WORKSPACE_FAMILY } from './duties.ts'
import { requireWorkspace } from './require-workspace.ts'
import type { DutyStatus, DutyView } from './schemas.ts'

/**
 * Writes down how far a customer is with a duty. Throws `duty_not_found`, `no_workspace`, and `access_required` when the duty's track is
 * not open to the customer: a gate in a page is no gate of the data behind it.
 */
export async function setDutyStatus(options: {
  customerId: string
  userId: string
  code: string
  status: DutyStatus
  now: Temporal.Instant
}): Promise<DutyView> {
  const { customerId, code, status } = options
  const duty = duties.find((candidate) => candidate.code === code)
  if (!duty) {
    throw new DomainError({ kind: 'not_found', code: 'duty_not_found', detail: 'There is no such duty' })
  }
  await requireWorkspace(customerId)
  const { feature } = findTrack(duty.track)
  if (feature !== null) await requireAccess({ ...options, familyCode: WORKSPACE_FAMILY, feature })
  const at = toDate(options.now)
  const key = { customerId, kind: 'duty', code }
  await asCustomer(customerId, (tx) =>
    tx.workspaceRecord.upsert({
      where: { customerId_kind_code: key },
      create: { ...key, status, createdAt: at, updatedAt: at },
      update: { status, updatedAt: at },
    }),
  )
  const { article, title } = duty
  return { code, article, title, status, updatedAt: options.now.toString() }
}
