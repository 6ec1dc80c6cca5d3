import { z } from 'zod'

export const dutyStatus = z.enum(['open', 'in_progress', 'done'])
export type DutyStatus = z.infer<typeof dutyStatus>

export const riskClass = z.enum(['minimal', 'limited', 'high'])
export type RiskClass = z.infer<typeof riskClass>

/** A duty, and how far the customer is with it. */
export const dutyView = z.object({
  code: z.string(),
  article: z.string(),
  title: z.string(),
  status: dutyStatus,
  updatedAt: z.iso.datetime().nullable(),
})
export type DutyView = z.infer<typeof dutyView>

/** `PUT /api/workspace/duties/{code}`. */
export const setDutyRequest = z.strictObject({ status: dutyStatus })

/** An AI system the customer registered. */
export const systemView = z.object({
  id: z.string(),
  name: z.string(),
  risk: riskClass,
  createdAt: z.iso.datetime(),
})
export type SystemView = z.infer<typeof systemView>

/** `POST /api/workspace/systems`: one more, if the plan's limit allows it (S0.13). */
export const addSystemRequest = z.strictObject({
  name: z.string().trim().min(1, 'Give it a name.').max(80),
  risk: riskClass,
})

/** How much of a track is done. */
export type Progress = { done: number; inProgress: number; total: number }

/** Something signed off before what it rests on was. */
export type Finding = { code: string; article: string; title: string; missing: string[] }
