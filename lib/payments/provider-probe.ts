/** What an operator may ask of a provider's configuration without moving money (S0.15). */
export type ProviderProbe = {
  code: string
  /** With test keys nothing is charged: then, and only then, a purchase may be tried. */
  isTestMode: boolean
  /** What is wrong with the configuration at a look, in sentences. */
  problems: string[]
  /** Asks the provider something that changes nothing. Throws a ProviderError when it does not let us in. */
  ping(): Promise<void>
  /** A message to our own webhook address about nothing we know, signed as the provider signs. */
  signedPing(): { path: string; body: string; headers: Record<string, string> }
}
