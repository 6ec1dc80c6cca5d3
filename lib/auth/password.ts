import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

type Parameters = { cost: number; blockSize: number; parallelization: number }

/** OWASP's scrypt setting for 32 MiB. Stored with each hash, so that raising it does not lock anybody out. */
const CURRENT: Parameters = { cost: 2 ** 15, blockSize: 8, parallelization: 3 }
const KEY_BYTES = 32

/** `scrypt$cost$blockSize$parallelization$salt$key`, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, CURRENT)
  const { cost, blockSize, parallelization } = CURRENT
  return [
    'scrypt',
    cost,
    blockSize,
    parallelization,
    salt.toString('base64url'),
    key.toString('base64url'),
  ].join('$')
}

/** Compares in constant time. Without a hash it takes as long and answers false, so that nobody learns who exists. */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
  const stored = hash === null ? null : parse(hash)
  const salt = stored?.salt ?? Buffer.alloc(16)
  const key = await derive(password, salt, stored?.parameters ?? CURRENT)
  return stored !== null && stored.key.byteLength === key.byteLength && timingSafeEqual(stored.key, key)
}

function parse(hash: string): { parameters: Parameters; salt: Buffer; key: Buffer } | null {
  const [scheme, cost, blockSize, parallelization, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || !salt || !key) return null
  return {
    parameters: {
      cost: Number(cost),
      blockSize: Number(blockSize),
      parallelization: Number(parallelization),
    },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  }
}

function derive(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  const options: ScryptOptions = { ...parameters, maxmem: 256 * parameters.cost * parameters.blockSize }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
