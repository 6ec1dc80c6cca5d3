import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const complete = {
  APP_URL: 'https://billing.example.com',
  DATABASE_URL: 'postgresql://db/tackon',
  NEXTAUTH_SECRET: 'n'.repeat(32),
  TOKEN_PEPPER: 'p'.repeat(32),
  API_KEY_PEPPER: 'k'.repeat(32),
  SMTP_URL: 'smtps://mail.example.com',
  MAIL_FROM: 'billing@example.com',
  RAZORPAY_KEY_ID: 'rzp_live_x',
  RAZORPAY_KEY_SECRET: 'secret',
  RAZORPAY_WEBHOOK_SECRET: 'secret',
  STRIPE_SECRET_KEY: 'sk_live_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_x',
}

function problemsOf(environment: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('a start with a secret missing is refused', () => {
  it('takes a complete environment', () => {
    const config = readConfig(complete)
    expect(config).toMatchObject({
      role: 'all',
      port: 3000,
      sandboxUrl: null,
      oauth: { google: null, github: null },
    })
    expect(config.appUrl.origin).toBe('https://billing.example.com')
  })

  it.each(Object.keys(complete))('names %s when it is missing, and when it is empty', (name) => {
    expect(problemsOf({ ...complete, [name]: undefined })).toEqual([`${name} is missing`])
    expect(problemsOf({ ...complete, [name]: '' })).toEqual([
      name === 'APP_URL' ? 'APP_URL is missing' : `${name} is empty`,
    ])
  })

  it('names all of them at once, and never a value', () => {
    const problems = problemsOf({ ...complete, NEXTAUTH_SECRET: 'too short', RAZORPAY_WEBHOOK_SECRET: '' })
    expect(problems).toEqual([
      'NEXTAUTH_SECRET must have at least 32 characters',
      'RAZORPAY_WEBHOOK_SECRET is empty',
    ])
    expect(new ConfigError(problems).message).not.toContain('too short')
  })

  it('forwards to what it is told, over http, or to nothing', () => {
    expect(readConfig(complete).forwardUpstream).toBeNull()
    expect(readConfig({ ...complete, FORWARD_UPSTREAM_URL: '' }).forwardUpstream).toBeNull()
    const told = readConfig({ ...complete, FORWARD_UPSTREAM_URL: 'http://api.internal:8080/v1' })
    expect(told.forwardUpstream?.href).toBe('http://api.internal:8080/v1')
    expect(problemsOf({ ...complete, FORWARD_UPSTREAM_URL: 'file:///etc/passwd' })).toHaveLength(1)
  })

  it('S2.10 sends text messages to whom it is told, encrypted, with both settings or not at all', () => {
    const sms = { SMS_URL: 'https://sms.example.com/send', SMS_TOKEN: 'token' }
    expect(readConfig(complete).sms).toBeNull()
    expect(readConfig({ ...complete, SMS_URL: '', SMS_TOKEN: '' }).sms).toBeNull()
    expect(readConfig({ ...complete, ...sms }).sms).toEqual({ url: new URL(sms.SMS_URL), token: 'token' })
    expect(problemsOf({ ...complete, ...sms, SMS_TOKEN: '' })).toEqual([
      'SMS_TOKEN is missing: text messages need both or neither',
    ])
    expect(problemsOf({ ...complete, SMS_TOKEN: 'token' })).toEqual([
      'SMS_URL is missing: text messages need both or neither',
    ])
    const over = (url: string) => problemsOf({ ...complete, ...sms, SMS_URL: url })
    expect(over('http://sms.example.com')).toEqual(['SMS_URL must be https'])
    expect(over('http://127.0.0.1:4000/sms')).toEqual([])
    expect(over('ftp://sms.example.com')).toEqual(['SMS_URL is not a valid url'])
    const sandbox = { TACKON_SANDBOX: '1', APP_URL: 'http://localhost:3000', ...sms }
    expect(problemsOf({ ...complete, ...sandbox, SMS_URL: 'http://10.0.0.1' })).toEqual([
      'SMS_URL must be https',
    ])
  })

  it('takes the address from NEXTAUTH_URL, and refuses two different ones', () => {
    const { APP_URL, ...rest } = complete
    expect(readConfig({ ...rest, NEXTAUTH_URL: `${APP_URL}/api/auth` }).appUrl.origin).toBe(APP_URL)
    expect(problemsOf({ ...complete, NEXTAUTH_URL: 'https://other.example.com' })).toHaveLength(1)
  })

  it('takes the sandbox on this machine only, and nothing unencrypted without it', () => {
    const sandbox = {
      TACKON_SANDBOX: '1',
      SANDBOX_URL: 'http://127.0.0.1:4000',
      RAZORPAY_API_URL: 'http://127.0.0.1:1',
    }
    expect(problemsOf({ ...complete, ...sandbox })).toHaveLength(1)
    expect(readConfig({ ...complete, ...sandbox, APP_URL: 'http://localhost:3000' }).sandboxUrl).toBe(
      sandbox.SANDBOX_URL,
    )
    expect(problemsOf({ ...complete, RAZORPAY_API_URL: 'http://127.0.0.1:1' })).toHaveLength(1)
    expect(problemsOf({ ...complete, APP_URL: 'http://billing.example.com' })).toHaveLength(1)
    expect(readConfig({ ...complete, SANDBOX_URL: sandbox.SANDBOX_URL }).sandboxUrl).toBeNull()
  })
})
