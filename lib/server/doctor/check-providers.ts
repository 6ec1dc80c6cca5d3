import { ProviderError } from '#lib/payments/provider.ts'
import type { ProviderProbe } from '#lib/payments/provider-probe.ts'
import { bad, type Finding, good, reasonOf } from './finding.ts'

/** S0.15 the keys look right, and the provider accepts them for a question that changes nothing. */
export async function checkProvider(probe: ProviderProbe): Promise<Finding[]> {
  const mode = probe.isTestMode ? 'test keys' : 'live keys'
  const settings =
    probe.problems.length === 0
      ? [good(`Provider: ${probe.code} is configured with ${mode}`)]
      : probe.problems.map((problem) => bad(`Provider: ${problem}`, 'correct the variable and start again'))
  return [...settings, await askProvider(probe)]
}

async function askProvider(probe: ProviderProbe): Promise<Finding> {
  try {
    await probe.ping()
    return good(`Provider: ${probe.code} answers and accepts the keys`)
  } catch (error) {
    if (error instanceof ProviderError && error.outcome === 'refused') {
      const fix = 'take key id and key secret from the same pair in the provider’s dashboard'
      return bad(`Provider: ${probe.code}: ${reasonOf(error)}`, fix)
    }
    const fix = 'check the network and the address of the API, then try again'
    return bad(`Provider: ${probe.code} does not answer`, fix)
  }
}
