/** The word the sign-in page knows it by; next-auth carries the message there. */
export class TooManyAttempts extends Error {
  override readonly name = 'TooManyAttempts'

  constructor() {
    super('too_many_attempts')
  }
}
