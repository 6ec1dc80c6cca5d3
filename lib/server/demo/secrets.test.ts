import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepSecrets } from './secrets.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'tackon-secrets-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

describe('the secrets of an installation', () => {
  it('are the same at every start', async () => {
    const first = await keepSecrets(dataDir)
    expect(await keepSecrets(dataDir)).toEqual(first)
    expect(first.stripeSecretKey).toMatch(/^sk_test_\w{48}$/)
    expect(first.stripeWebhookSecret).toMatch(/^whsec_\w{48}$/)
  })

  it('what an older version did not know yet is added, and the rest stays', async () => {
    const { stripeSecretKey, stripeWebhookSecret, ...older } = await keepSecrets(dataDir)
    const file = path.join(dataDir, 'secrets.json')
    await writeFile(file, JSON.stringify(older))
    const now = await keepSecrets(dataDir)
    expect(now).toMatchObject(older)
    expect([now.stripeSecretKey, now.stripeWebhookSecret]).not.toContain(stripeSecretKey)
    expect(now.stripeWebhookSecret).not.toBe(stripeWebhookSecret)
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(now)
  })
})
