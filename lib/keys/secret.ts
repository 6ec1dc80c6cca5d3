import { hash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { keyedHash } from '#lib/auth/keyed-hash.ts'
import { config } from '#lib/server/config.ts'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** 62^30 is 178 bits. */
const RANDOM_LENGTH = 30
/** 62^6 holds every 32-bit number. */
const CHECKSUM_LENGTH = 6
const FORM = new RegExp(`^sk-[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}$`)

/** How much of a secret is shown in lists: what tells keys apart, and 36 bits of it at most. */
const PREFIX_LENGTH = 'sk-'.length + 6

/** A new secret of an API key (S2.2): `sk-`, 178 random bits and a checksum of them, so that typos are told offline. */
export function newSecret(): string {
  const body = `sk-${randomText(RANDOM_LENGTH)}`
  return body + checksumOf(body)
}

/** Whether a text can be a secret of ours at all. Anything else needs no question to the database. */
export function isSecret(text: string): boolean {
  if (!FORM.test(text)) return false
  return text.endsWith(checksumOf(text.slice(0, -CHECKSUM_LENGTH)))
}

/** What is kept of a secret. */
export function hashOf(secret: string): string {
  return keyedHash(secret, config().apiKeyPepper)
}

/**
 * What a process knows a secret by while it runs, a tenth of the work of `hashOf`. Of 178 random bits nothing can be
 * guessed by it; what is kept is peppered all the same.
 */
export function digestOf(secret: string): string {
  return hash('sha256', secret, 'base64')
}

/** What lists show of a secret. */
export function prefixOf(secret: string): string {
  return secret.slice(0, PREFIX_LENGTH)
}

function checksumOf(body: string): string {
  let left = crc32(body)
  let text = ''
  for (let digit = 0; digit < CHECKSUM_LENGTH; digit += 1) {
    text = ALPHABET.charAt(left % ALPHABET.length) + text
    left = Math.floor(left / ALPHABET.length)
  }
  return text
}

function randomText(length: number): string {
  // The largest multiple of 62 in a byte: what is above would make the first letters likelier.
  const fair = 256 - (256 % ALPHABET.length)
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < fair && text.length < length) text += ALPHABET.charAt(byte % ALPHABET.length)
    }
  }
  return text
}
