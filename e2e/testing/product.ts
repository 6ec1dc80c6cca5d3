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

/** The data folders of the products that run for the tests: one for each worker, with a clock of its own. */
export function dataDirs(): string[] {
  return (process.env.TACKON_E2E_RUNNING ?? '').split(path.delimiter).filter(Boolean)
}

/** The data folder of the product this worker has to itself. */
export function dataDir(): string {
  const dir = dataDirs()[Number(process.env.TEST_PARALLEL_INDEX ?? 0)]
  if (!dir) throw new Error('TACKON_E2E_RUNNING names no running product')
  return dir
}

/** What a running product says about itself in `demo.json`. */
export function readProduct(dir = dataDir()): Product {
  return { ...demo.parse(JSON.parse(readFileSync(path.join(dir, 'demo.json'), 'utf8'))), dataDir: dir }
}
