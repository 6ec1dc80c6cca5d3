import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/** The checkout the tests belong to. */
export const root = path.resolve(import.meta.dirname, '..', '..')

export const account = z.object({
  email: z.string(),
  password: z.string(),
  token: z.string(),
  customerId: z.string().optional(),
  plan: z.string().optional(),
})

/** Somebody who can sign in (CONTRACT "Demo accounts"). */
export type Account = z.output<typeof account>

const demo = z.object({
  app: z.url(),
  sandbox: z.object({ control: z.url(), razorpay: z.url() }),
  razorpay: z.object({ keyId: z.string(), keySecret: z.string(), webhookSecret: z.string() }),
  accounts: z.array(account.extend({ role: z.string() })),
})

export type Product = z.output<typeof demo> & { dataDir: string }

/** What the running product says about itself in `demo.json`. */
export function readProduct(dataDir = process.env.TACKON_DATA): Product {
  if (!dataDir) throw new Error('TACKON_DATA names no running product')
  return { ...demo.parse(JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8'))), dataDir }
}
