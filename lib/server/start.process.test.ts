import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Instance,
  processesOf,
  runScript,
  startInstance,
  untilRunning,
} from './testing/start-instance.ts'

let dataDir = ''
const instances: Instance[] = []
const start = (env: Record<string, string> = {}, args: string[] = []) => {
  const instance = startInstance({ env: { TACKON_DATA: dataDir, PORT: '0', ...env }, args })
  instances.push(instance)
  return instance
}
const ask = (app: string, path: string, token?: string) =>
  fetch(`${app}${path}`, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'tackon-start-'))
})
afterAll(async () => {
  for (const { process } of instances) process.kill('SIGKILL')
  for (const { pid } of await processesOf(dataDir)) process.kill(pid, 'SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

describe('CONTRACT starting', () => {
  test('comes up from nothing, says who can sign in, and stops without a trace', async () => {
    const instance = start()
    const demo = await untilRunning(instance, dataDir)
    const health = await ask(demo.app, '/api/health')
    expect([health.status, await health.json()]).toEqual([
      200,
      {
        status: 'ok',
        failing: [],
        checks: { database: 'ok', migrations: 'ok', worker: 'ok', provider: 'ok', outbox: 'ok' },
      },
    ])
    expect(await (await ask(demo.app, '/api/metrics')).text()).toContain('tackon_database_up 1')
    for (const { email, password, token, role } of demo.accounts) {
      expect(instance.output()).toMatch(new RegExp(`${email} +${password}`))
      expect((await ask(demo.app, '/api/announcements', token)).status).toBe(200)
      expect(['customer', 'admin']).toContain(role)
    }
    expect((await stat(path.join(dataDir, 'secrets.json'))).mode & 0o077).toBe(0)

    const second = start()
    expect(await second.ended).toBe(1)
    expect(second.output()).toContain('This data is in use')

    const taken = start({ TACKON_DATA: `${dataDir}-other`, PORT: new URL(demo.app).port })
    expect(await taken.ended).toBe(1)
    expect(taken.output()).toContain(`Port ${new URL(demo.app).port} is in use`)
    expect(await processesOf(`${dataDir}-other`)).toEqual([])
    await rm(`${dataDir}-other`, { recursive: true, force: true })

    const wish = ['prisma/seed/add-demo-account.ts', '--family', 'smart-ml', '--plan', 'pro']
    const command = runScript(['lib/server/cli/in-instance.ts', ...wish], { TACKON_DATA: dataDir })
    expect([await command.ended, command.output().split('\n').length]).toEqual([0, 2])
    const account = JSON.parse(command.output())
    expect(account).toMatchObject({ family: 'smart-ml', plan: 'pro', customerId: expect.any(String) })
    expect((await ask(demo.app, '/api/addons/combined-limits', account.token)).status).toBe(200)

    instance.process.kill('SIGTERM')
    expect(await instance.ended).toBe(0)
    expect(await processesOf(dataDir)).toEqual([])
  })

  test('continues with the data, also after everything was killed', async () => {
    const known = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')).accounts
    const instance = start()
    expect((await untilRunning(instance, dataDir)).accounts).toEqual(known)
    const victims = (await processesOf(dataDir)).filter(({ command }) => command.includes('.ts'))
    expect(victims.length).toBeGreaterThanOrEqual(3)
    for (const { pid } of victims) process.kill(pid, 'SIGKILL')
    await instance.ended
    expect((await processesOf(dataDir)).length).toBeGreaterThan(0)

    const next = start()
    const demo = await untilRunning(next, dataDir)
    expect(demo.accounts).toEqual(known)
    expect((await ask(demo.app, '/api/tokens', known[0].token)).status).toBe(200)
    next.process.kill('SIGINT')
    expect(await next.ended).toBe(0)
    expect(await processesOf(dataDir)).toEqual([])
  })

  test('stops as a whole when a part of it dies', async () => {
    const instance = start()
    await untilRunning(instance, dataDir)
    const sandbox = (await processesOf(dataDir)).find(({ command }) => command.includes('sandbox/main.ts'))
    if (!sandbox) throw new Error('no sandbox runs')
    process.kill(sandbox.pid, 'SIGKILL')
    expect(await instance.ended).toBe(1)
    expect(instance.output()).toContain('the sandbox ended by itself')
    expect(await processesOf(dataDir)).toEqual([])
  })

  test('--fresh starts empty, and a stop on the way up leaves nothing running', async () => {
    const known = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')).accounts
    const instance = start({}, ['--fresh'])
    const demo = await untilRunning(instance, dataDir)
    expect((await ask(demo.app, '/api/tokens', known[0].token)).status).toBe(401)
    instance.process.kill('SIGTERM')
    await instance.ended

    const interrupted = start()
    await expect.poll(() => interrupted.output(), { timeout: 30_000 }).toContain('PostgreSQL')
    interrupted.process.kill('SIGTERM')
    expect(await interrupted.ended).toBe(0)
    expect(await processesOf(dataDir)).toEqual([])
  })

  test('with a database of one’s own, web and worker are processes of their own', async () => {
    const production = {
      DATABASE_URL: process.env.DATABASE_URL ?? '',
      APP_URL: 'http://localhost',
      NEXTAUTH_SECRET: 'n'.repeat(32),
      TOKEN_PEPPER: 'p'.repeat(32),
      API_KEY_PEPPER: 'k'.repeat(32),
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'billing@example.com',
      RAZORPAY_KEY_ID: 'rzp_live_x',
      RAZORPAY_KEY_SECRET: 'x',
      RAZORPAY_WEBHOOK_SECRET: 'x',
      STRIPE_SECRET_KEY: 'sk_live_x',
      STRIPE_WEBHOOK_SECRET: 'whsec_x',
    }
    const web = start({ ...production, TACKON_ROLE: 'web' })
    // Any port that is free: it says which one it took.
    const health = async () => {
      const port = /"port":(\d+),"msg":"started"/.exec(web.output())?.[1]
      return port && (await ask(`http://localhost:${port}`, '/api/health')).json()
    }
    await expect.poll(health, { timeout: 60_000 }).toMatchObject({ failing: ['worker'] })
    const worker = start({ ...production, TACKON_ROLE: 'worker' })
    await expect.poll(health, { timeout: 60_000 }).toMatchObject({ status: 'ok' })
    worker.process.kill('SIGTERM')
    expect(await worker.ended).toBe(0)
    await expect.poll(health).toMatchObject({ failing: ['worker'] })
    web.process.kill('SIGTERM')
    expect(await web.ended).toBe(0)
    expect(web.output()).not.toContain('"level":"error"')
  })

  test('with a database of one’s own, refuses to start without its secrets, naming each', async () => {
    const refused = start({
      DATABASE_URL: 'postgresql://127.0.0.1:1/none',
      NEXTAUTH_SECRET: '',
      PORT: '3000',
    })
    expect(await refused.ended).toBe(1)
    for (const name of [
      'APP_URL',
      'NEXTAUTH_SECRET',
      'TOKEN_PEPPER',
      'API_KEY_PEPPER',
      'SMTP_URL',
      'MAIL_FROM',
      'RAZORPAY_WEBHOOK_SECRET',
      'STRIPE_WEBHOOK_SECRET',
    ])
      expect(refused.output()).toContain(`${name} is `)
  })
})
