import { request } from 'node:http'
import { createTransport } from 'nodemailer'
import { afterAll, describe, expect, test } from 'vitest'
import type { Mail } from '../mailbox/mail-store.ts'
import type { Text } from '../mailbox/text-store.ts'
import { openTestSandbox } from '../testing/open-test-sandbox.ts'
import { type ProblemBody, paidOrder, placeOrder } from '../testing/scenario.ts'

const sandbox = await openTestSandbox()
afterAll(() => sandbox.stop())

const { control } = sandbox
const now = async () => Temporal.Instant.from(((await control('GET', '/clock')).body as { now: string }).now)

describe('the clock', () => {
  test('advances by an ISO 8601 duration of the calendar, and stamps what happens then', async () => {
    const before = await now()
    const { body } = await control('POST', '/clock', { advance: 'P1M' })
    const reached = Temporal.Instant.from((body as { now: string }).now)
    const expected = before.toZonedDateTimeISO('UTC').add({ months: 1 }).toInstant()
    expect(reached.since(expected).total('seconds')).toBeLessThan(5)
    const order = await placeOrder(sandbox)
    expect(order.created_at).toBeGreaterThanOrEqual(Math.floor(expected.epochMilliseconds / 1000))
  })

  test('moves to an instant, and keeps its time over a restart', async () => {
    const target = (await now()).add({ hours: 30 })
    const { status } = await control('POST', '/clock', { now: target.toString() })
    expect(status).toBe(200)
    await sandbox.restart()
    expect(Temporal.Instant.compare(await now(), target)).toBeGreaterThanOrEqual(0)
  })

  test('two moves at once happen one after the other', async () => {
    const before = await now()
    await Promise.all([
      control('POST', '/clock', { advance: 'P1D' }),
      control('POST', '/clock', { advance: 'P1D' }),
    ])
    expect((await now()).since(before).total('hours')).toBeGreaterThanOrEqual(48)
  })

  test.each([
    [{ advance: '-P1D' }, 'advance', 'only moves forward'],
    [{ now: '2001-01-01T00:00:00Z' }, 'now', 'only moves forward'],
    [{ advance: 'a month' }, 'advance', 'ISO 8601'],
    [{ advance: 30 }, 'advance', 'ISO 8601'],
    [{ advance: 'P1000000Y' }, 'advance', 'ISO 8601'],
    [{ advance: 'P11Y' }, 'advance', 'at most 10 years'],
    [{ now: '2030-01-01T00:00:00' }, 'now', 'offset'],
    [{ now: null }, 'now', 'offset'],
    [{}, 'advance', 'either'],
    [{ advance: 'P1D', now: '2040-01-01T00:00:00Z' }, 'advance', 'either'],
    [{ advance: 'P1D', by: 'me' }, 'by', 'unknown field'],
  ])('%j is refused, naming field and reason', async (body, field, reason) => {
    const before = await now()
    const answer = await control('POST', '/clock', body)
    expect(answer).toMatchObject({ status: 422, type: 'application/problem+json' })
    const [error] = (answer.body as ProblemBody).errors ?? []
    expect([error?.field, error?.reason]).toEqual([field, expect.stringContaining(reason)])
    expect((await now()).since(before).total('hours')).toBeLessThan(1)
  })
})

describe('bad input', () => {
  const order = placeOrder(sandbox)
  test.each([
    ['POST', '/razorpay/orders/ID/pay', { outcome: 'stolen' }, 'outcome'],
    ['POST', '/razorpay/orders/ID/pay', { method: 'cash' }, 'method'],
    ['POST', '/razorpay/orders/ID/pay', { amount: 1 }, 'amount'],
    ['PUT', '/webhooks/mode', { drop: 2 }, 'drop'],
    ['PUT', '/webhooks/mode', { duplicate: '3' }, 'duplicate'],
    ['PUT', '/webhooks/mode', { delayMs: -1 }, 'delayMs'],
    ['PUT', '/webhooks/mode', { paused: 'yes' }, 'paused'],
    ['PUT', '/webhooks/mode', { speed: 1 }, 'speed'],
    ['POST', '/faults', { provider: 'paypal', fault: 'reset' }, 'provider'],
    ['POST', '/faults', { provider: 'razorpay', fault: 'fire' }, 'fault'],
    ['POST', '/faults', { provider: 'razorpay', fault: 'reset', times: 0 }, 'times'],
    ['POST', '/faults', { provider: 'razorpay', fault: 'reset', path: 'orders' }, 'path'],
  ])('%s %s %j names %s', async (method, path, body, field) => {
    const answer = await control(method, path.replace('ID', (await order).id), body)
    expect(answer).toMatchObject({ status: 422, type: 'application/problem+json' })
    expect((answer.body as ProblemBody).errors?.map((error) => error.field)).toContain(field)
  })

  test('what is not JSON, not an object or too large is told apart', async () => {
    expect(await control('POST', '/clock', '{"advance":')).toMatchObject({ status: 400 })
    expect(await control('POST', '/faults', '[]')).toMatchObject({ status: 400 })
    expect(await control('POST', '/faults', `{"a":"${'x'.repeat(2_000_000)}"}`)).toMatchObject({
      status: 413,
    })
  })

  test.each([
    ['POST', '/razorpay/orders/order_none/pay', 404],
    ['POST', '/razorpay/payments/pay_none/capture', 404],
    ['POST', '/webhooks/99999/redeliver', 404],
    ['POST', '/webhooks/abc/redeliver', 404],
    ['GET', '/mailbox/mail_none', 404],
    ['POST', '/stripe/checkout/sessions/cs_1/complete', 404],
    ['DELETE', '/clock', 405],
    ['GET', '/webhooks?status=lost', 422],
    ['GET', '/%E0%A4%A', 404],
  ])('%s %s answers %i as problem+json', async (method, path, status) => {
    const answer = await control(method, path)
    expect(answer).toMatchObject({ status, type: 'application/problem+json', body: { status } })
  })
})

describe('only for this machine', () => {
  const send = (server: string, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const { hostname, port } = new URL(server)
      const sent = request({ hostname, port, method: 'POST', path: '/reset', headers }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      sent.on('error', reject).end()
    })

  test.each([
    ['a name rebound to 127.0.0.1', { host: 'evil.example' }, 403],
    ['a page of another origin', { origin: 'https://evil.example' }, 403],
    ['a page of the app', { origin: 'http://localhost:3000' }, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
    ['localhost by name', { host: 'localhost:1234' }, 200],
    ['a script', {}, 200],
  ])('%s', async (_who, headers, status) => {
    expect(await send(sandbox.urls().control, headers)).toBe(status)
  })

  test('its own page may', async () => {
    const { control: origin } = sandbox.urls()
    expect(await send(origin, { origin })).toBe(200)
  })

  test('no other origin is let in by CORS', async () => {
    const response = await fetch(`${sandbox.urls().control}/clock`, {
      headers: { origin: 'https://evil.example' },
    })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('the mailbox', () => {
  test('keeps what is sent by SMTP, newest first, by recipient', async () => {
    const { host, port } = sandbox.urls().smtp
    const smtp = createTransport({ host, port, ignoreTLS: true })
    const from = 'billing@tackon.test'
    await smtp.sendMail({
      from,
      to: 'pro@smart-ml.test',
      subject: 'Your sign-in link',
      text: 'http://x.test/in',
    })
    await smtp.sendMail({
      from,
      to: 'Free <free@smart-ml.test>',
      subject: 'Größe ₹',
      html: '<b>hi</b><script>1</script>',
      attachments: [
        { filename: 'INV-1.pdf', content: '%PDF-1.7', contentType: 'application/pdf' },
        { filename: 'run "me".html', content: '<script>1</script>', contentType: 'text/html' },
      ],
    })
    const all = (await control('GET', '/mailbox')).body as Mail[]
    expect(all.map(({ subject }) => subject)).toEqual(['Größe ₹', 'Your sign-in link'])
    const mine = (await control('GET', '/mailbox?to=PRO@smart-ml.test')).body as Mail[]
    expect(mine).toMatchObject([{ from, to: ['pro@smart-ml.test'], subject: 'Your sign-in link' }])
    expect(mine[0]?.text).toContain('http://x.test/in')
    expect((await control('GET', `/mailbox/${mine[0]?.id}`)).body).toEqual(mine[0])

    const shown = await fetch(`${sandbox.urls().control}/mail/${all[0]?.id}/html`)
    expect(shown.headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/)
    const mail = `${sandbox.urls().control}/mail/${all[0]?.id}`
    expect(all[0]?.attachments).toMatchObject([{ name: 'INV-1.pdf', bytes: 8 }, { bytes: 18 }])
    expect(await (await fetch(mail)).text()).toContain('>INV-1.pdf</a>')
    const pdf = await fetch(`${mail}/attachments/0`)
    expect(pdf.headers.get('content-disposition')).toBe('inline; filename="INV-1.pdf"')
    expect(await pdf.text()).toBe('%PDF-1.7')
    const other = await fetch(`${mail}/attachments/1`)
    expect(other.headers.get('content-type')).toBe('application/octet-stream')
    expect(other.headers.get('content-disposition')).toBe('attachment; filename="run_me_.html"')
    for (const none of ['2', 'x']) expect((await fetch(`${mail}/attachments/${none}`)).status).toBe(404)
  })
})

describe('text messages', () => {
  const post = (body: unknown, token = 'test_sms_token') =>
    fetch(`${sandbox.urls().control}/sms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  const list = async (query = '') => (await control('GET', `/sms${query}`)).body as Text[]

  test('are kept once each, newest first, by number; shown with their links', async () => {
    const first = { to: '+4915123456789', text: 'Tackon: hi. https://x.test/keys/1', id: 'a' }
    const second = { to: '+15551234567', text: '<b>Größe</b>', id: 'b' }
    for (const text of [first, second, first]) expect((await post(text)).status).toBe(202)
    expect(await list()).toMatchObject([second, first])
    expect(await list('?to=%2B4915123456789')).toMatchObject([first])
    const shown = await (await fetch(`${sandbox.urls().control}/texts`)).text()
    expect(shown).toContain('<a href="https://x.test/keys/1" rel="noreferrer">https://x.test/keys/1</a>')
    expect(shown).not.toContain('<b>')
  })

  test('are taken from whoever knows the token, to numbers', async () => {
    const text = { to: '+4915123456789', text: 'hi', id: 'c' }
    expect((await post(text, 'wrong')).status).toBe(401)
    expect((await post({ ...text, to: '0151' })).status).toBe(422)
    expect((await list()).map(({ id }) => id)).not.toContain('c')
  })
})

describe('pages', () => {
  test.each(['/', '/mail', '/texts', '/deliveries/1'])(
    '%s comes with a strict policy and escapes what it shows',
    async (path) => {
      await paidOrder(sandbox, { receipt: '<img src=x>' })
      await control('GET', '/quiet')
      const response = await fetch(sandbox.urls().control + path)
      const text = await response.text()
      expect(response.status).toBe(200)
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(text).not.toContain('<img src=x>')
      expect(text).not.toMatch(/ style="| on[a-z]+="/)
    },
  )
})
