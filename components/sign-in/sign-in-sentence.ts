const sentences: Record<string, string> = {
  too_many_attempts: 'Too many attempts. Wait a few minutes, then try again.',
  unavailable: 'Signing in is not possible at this moment. Try again in a minute.',
  AccessDenied: 'There is no account with this address here.',
}

/** What to tell about an error word of sign-in. `refused` is what a wrong password or a spent link means here. */
export function signInSentence(word: string, refused: string): string {
  if (word === 'CredentialsSignin') return refused
  return sentences[word] ?? 'Signing in failed on our side. Try again in a moment.'
}
