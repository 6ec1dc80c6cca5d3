import { z } from 'zod'
import { providerAddresses, providerVariables } from '#lib/payments/provider-settings.ts'

const secret = z.string().min(32, 'must have at least 32 characters')
const filled = z.string().min(1, 'must not be empty')
const role = z.enum(['web', 'worker', 'all'])

const environment = z.object({
  APP_URL: z.url(),
  DATABASE_URL: filled,
  NEXTAUTH_SECRET: secret,
  TOKEN_PEPPER: secret,
  API_KEY_PEPPER: secret,
  SMTP_URL: filled,
  MAIL_FROM: filled,
  SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMS_TOKEN: filled.optional(),
  ...providerVariables,
  TACKON_SANDBOX: z.literal('1').optional(),
  SANDBOX_URL: z.url().optional(),
  TACKON_ROLE: role.default('all'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().optional(),
  METRICS_TOKEN: filled.optional(),
  FORWARD_UPSTREAM_URL: z.url({ protocol: /^https?$/ }).optional(),
  GOOGLE_CLIENT_ID: filled.optional(),
  GOOGLE_CLIENT_SECRET: filled.optional(),
  GITHUB_CLIENT_ID: filled.optional(),
  GITHUB_CLIENT_SECRET: filled.optional(),
})

type OAuthClient = { id: string; secret: string }

export type Config = {
  /** Where people reach the product; an origin without a path. */
  appUrl: URL
  databaseUrl: string
  authSecret: string
  /** Key of the hashes of bearer tokens and sign-in links. */
  tokenPepper: string
  /** Key of the hashes of API keys' secrets. */
  apiKeyPepper: string
  mail: { smtpUrl: string; from: string }
  /** Who sends text messages (lib/notifications/send-sms.ts); null where nobody does. */
  sms: { url: URL; token: string } | null
  /** The sandbox's pages, or null outside of sandbox mode. */
  sandboxUrl: string | null
  role: z.output<typeof role>
  port: number
  host: string | undefined
  metricsToken: string | undefined
  /** What `/forward` forwards to; null where nothing is. */
  forwardUpstream: URL | null
  oauth: { google: OAuthClient | null; github: OAuthClient | null }
}

/** What is wrong with the environment, one sentence per variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The environment is not complete:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.problems = problems
  }
}

/** Reads the environment. Throws `ConfigError` naming everything missing, empty or wrong; never shows a value. */
export function readConfig(env: Record<string, string | undefined>): Config {
  // An empty optional variable is one that is not set; an empty secret stays an error of its own.
  const given = {
    ...env,
    APP_URL: env.APP_URL || env.NEXTAUTH_URL,
    TACKON_SANDBOX: env.TACKON_SANDBOX || undefined,
    FORWARD_UPSTREAM_URL: env.FORWARD_UPSTREAM_URL || undefined,
    SMS_URL: env.SMS_URL || undefined,
    SMS_TOKEN: env.SMS_TOKEN || undefined,
  }
  const parsed = environment.safeParse(given, { reportInput: true })
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map(describe))
  const values = parsed.data
  const config: Config = {
    appUrl: new URL(new URL(values.APP_URL).origin),
    databaseUrl: values.DATABASE_URL,
    authSecret: values.NEXTAUTH_SECRET,
    tokenPepper: values.TOKEN_PEPPER,
    apiKeyPepper: values.API_KEY_PEPPER,
    mail: { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM },
    sms:
      values.SMS_URL && values.SMS_TOKEN ? { url: new URL(values.SMS_URL), token: values.SMS_TOKEN } : null,
    sandboxUrl: values.TACKON_SANDBOX ? (values.SANDBOX_URL ?? null) : null,
    role: values.TACKON_ROLE,
    port: values.PORT,
    host: values.HOST,
    metricsToken: values.METRICS_TOKEN,
    forwardUpstream: values.FORWARD_UPSTREAM_URL ? new URL(values.FORWARD_UPSTREAM_URL) : null,
    oauth: {
      google: client(values.GOOGLE_CLIENT_ID, values.GOOGLE_CLIENT_SECRET),
      github: client(values.GITHUB_CLIENT_ID, values.GITHUB_CLIENT_SECRET),
    },
  }
  const problems = contradictions(config, env)
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

const shared = globalThis as { tackonConfig?: Config }

/** The process's configuration, read once. Throws `ConfigError`. */
export function config(): Config {
  shared.tackonConfig ??= readConfig(process.env)
  return shared.tackonConfig
}

/** What no single variable shows. Sandbox parts belong to one machine and never to a product people reach. */
function contradictions(config: Config, env: Record<string, string | undefined>): string[] {
  const problems: string[] = []
  if (
    env.NEXTAUTH_URL &&
    URL.canParse(env.NEXTAUTH_URL) &&
    new URL(env.NEXTAUTH_URL).origin !== config.appUrl.origin
  ) {
    problems.push('NEXTAUTH_URL and APP_URL must have the same origin')
  }
  const isLoopback = (url: URL) => ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (Boolean(env.SMS_URL) !== Boolean(env.SMS_TOKEN))
    problems.push(`${env.SMS_URL ? 'SMS_TOKEN' : 'SMS_URL'} is missing: text messages need both or neither`)
  if (config.sms && config.sms.url.protocol !== 'https:' && !isLoopback(config.sms.url))
    problems.push('SMS_URL must be https')
  if (env.TACKON_SANDBOX === '1') {
    if (!isLoopback(config.appUrl))
      problems.push('TACKON_SANDBOX is only for a product on this machine (APP_URL is not)')
    return problems
  }
  if (config.appUrl.protocol !== 'https:' && !isLoopback(config.appUrl))
    problems.push('APP_URL must be https')
  for (const [name, url] of Object.entries(providerAddresses(env))) {
    if (new URL(url).protocol !== 'https:') problems.push(`${name} must be https`)
  }
  return problems
}

function client(id: string | undefined, secret: string | undefined): OAuthClient | null {
  return id && secret ? { id, secret } : null
}

function describe(issue: z.core.$ZodIssue): string {
  const name = issue.path.map(String).join('.')
  if ('input' in issue && issue.input === undefined) return `${name} is missing`
  if ('input' in issue && issue.input === '') return `${name} is empty`
  return issue.code === 'invalid_format'
    ? `${name} is not a valid ${issue.format}`
    : `${name} ${issue.message}`
}
