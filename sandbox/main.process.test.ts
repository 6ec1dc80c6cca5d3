import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Razorpay from 'razorpay'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pointAt } from './testing/open-test-sandbox.ts'
import { type Receiver, startReceiver } from './testing/start-receiver.ts'

type Ready = {
  readonly ready: true
  readonly control: string
  readonly razorpay: string
  readonly smtp: object
}

let dataDir: string
let app: Receiver
let running: ChildProcess[] = []
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'tackon-sandbox-'))
  app = await startReceiver()
})
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL')
  running = []
  await app.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start() {
  const child = fork(new URL('./main.ts', import.meta.url), {
    silent: true,
    execArgv: [],
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      SANDBOX_DATA: dataDir,
      APP_URL: app.url,
      RAZORPAY_KEY_ID: 'rzp_test_process',
      RAZORPAY_KEY_SECRET: 'key-secret',
      RAZORPAY_WEBHOOK_SECRET: 'webhook-secret',
      STRIPE_SECRET_KEY: 'sk_test_process',
      STRIPE_WEBHOOK_SECRET: 'whsec_process',
    },
  })
  running.push(child)
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Ready))
    child.once('exit', (code) => reject(new Error(`the sandbox ended with ${code}`)))
  })
  const sdk = new Razorpay({ key_id: 'rzp_test_process', key_secret: 'key-secret' })
  pointAt(sdk, ready.razorpay)
  return { child, ready, sdk }
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode)
    child.once('exit', (code) => resolve(code))
  })

describe('the sandbox as a process', () => {
  test('after kill -9 the paid order is there, and the webhook nobody took is sent again', async () => {
    app.answerWith(500)
    const first = await start()
    const order = await first.sdk.orders.create({ amount: 35_800, currency: 'INR', receipt: 'kept' })
    await fetch(`${first.ready.control}/razorpay/orders/${order.id}/pay`, { method: 'POST', body: '{}' })
    await app.waitFor(1)
    first.child.kill('SIGKILL')
    await ended(first.child)
    app.answerWith(200)
    app.clear()

    const second = await start()
    expect(await second.sdk.orders.fetch(order.id)).toMatchObject({ status: 'paid', receipt: 'kept' })
    await app.waitFor(3)
    expect(app.received.map(({ event }) => event)).toEqual([
      'payment.authorized',
      'payment.captured',
      'order.paid',
    ])
  })

  test('SIGTERM ends it with code 0', async () => {
    const { child } = await start()
    child.kill('SIGTERM')
    expect(await ended(child)).toBe(0)
  })

  test('it ends when its parent is gone', async () => {
    const { child } = await start()
    child.disconnect()
    expect(await ended(child)).toBe(0)
  })

  test('a missing variable is named', async () => {
    const child = fork(new URL('./main.ts', import.meta.url), {
      silent: true,
      execArgv: [],
      env: { NODE_ENV: 'test', APP_URL: app.url },
    })
    running.push(child)
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    expect(await ended(child)).not.toBe(0)
    expect(said).toContain('SANDBOX_DATA is not set')
  })
})
