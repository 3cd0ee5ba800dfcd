import { randomBytes } from 'node:crypto'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567'

/** 32 lower-case letters and digits, five random bits each: 160 bits, and nothing else in it. */
export function newTransactionId(): string {
  return Array.from(randomBytes(32), (byte) => LETTERS[byte & 31]).join('')
}

/** Ids of attempts, deliveries and the like; not secret, but never guessable either. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`
}
