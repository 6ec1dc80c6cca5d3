import { z } from 'zod'
import { instant } from './table-schemas.ts'

/** A row of `GET /api/admin/audit`. */
export const auditRow = z.object({
  id: z.uuid(),
  at: instant,
  /** As it was written: user:…, token:…, provider:…, system. */
  actor: z.string(),
  /** The user's address, where it was one. */
  actorEmail: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  customer: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  requestId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
})
export type AuditRow = z.infer<typeof auditRow>
