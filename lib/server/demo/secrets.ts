import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const secrets = z.object({
  authSecret: z.string().min(32),
  tokenPepper: z.string().min(32),
  apiKeyPepper: z.string().min(32),
  razorpayKeyId: z.string().min(1),
  razorpayKeySecret: z.string().min(1),
  razorpayWebhookSecret: z.string().min(1),
  stripeSecretKey: z.string().min(1),
  stripeWebhookSecret: z.string().min(1),
  smsToken: z.string().min(1),
})

export type Secrets = z.output<typeof secrets>

/** This installation's secrets: made at its first start, and the same from then on. Only their owner may read them. */
export async function keepSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json')
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  const known = secrets.partial().parse(JSON.parse(kept ?? '{}'))
  const whole = secrets.safeParse(known)
  if (whole.success) return whole.data
  const random = (bytes: number) => randomBytes(bytes).toString('base64url')
  const made: Secrets = {
    authSecret: random(32),
    tokenPepper: random(32),
    apiKeyPepper: random(32),
    razorpayKeyId: `rzp_test_${randomBytes(7).toString('hex')}`,
    razorpayKeySecret: random(18),
    razorpayWebhookSecret: random(24),
    stripeSecretKey: `sk_test_${randomBytes(24).toString('hex')}`,
    stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
    smsToken: random(24),
    // What an older version made stays; only what it did not know yet is new.
    ...known,
  }
  await mkdir(dataDir, { recursive: true })
  // Whole or not at all: half a file would lock everybody out at the next start.
  const handle = await open(`${file}.new`, 'w', 0o600)
  await handle.writeFile(`${JSON.stringify(made, null, 2)}\n`)
  await handle.sync()
  await handle.close()
  await rename(`${file}.new`, file)
  return made
}
