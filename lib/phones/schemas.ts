import { z } from 'zod'

/** Six digits withstand five tries. */
export const CODE_TRIES = 5

/** A telephone number as E.164 writes it: the country's code and up to 15 digits in all. Spaces and the like are left out. */
const phoneNumber = z
  .string()
  .max(40)
  .transform((written) => written.replace(/[\s().-]/g, ''))
  .refine((number) => /^\+[1-9]\d{6,14}$/.test(number), {
    error: 'Begin with + and the code of the country, as in +49 151 23456789.',
  })

/** PUT /api/phone */
export const phoneRequest = z.strictObject({ number: phoneNumber })

/** POST /api/phone/confirm */
export const phoneConfirmRequest = z.strictObject({
  code: z
    .string()
    .trim()
    .refine((code) => /^\d{6}$/.test(code), { error: 'Enter the six digits that were sent.' }),
})

/** GET /api/phone (S2.10): where the caller gets alerts as text messages. */
export const phoneView = z.object({
  /** Whether text messages are sent here at all, and to this caller: alerts go to owners. */
  offered: z.boolean(),
  /** Confirmed; null: no text messages. */
  number: z.string().nullable(),
  /** A code was sent there and waits to be entered. */
  waiting: z.object({ number: z.string(), expiresAt: z.iso.datetime() }).nullable(),
})

export type PhoneView = z.output<typeof phoneView>
