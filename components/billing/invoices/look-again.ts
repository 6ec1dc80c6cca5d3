/** How often to look whether a payment has come. */
const LOOKS = 12

/** Back from the provider's page nobody here knows yet whether it was paid there; that is heard in a moment. */
export function lookAgain(isReturned: boolean, { dataUpdateCount }: { dataUpdateCount: number }) {
  return isReturned && dataUpdateCount < LOOKS ? 1_000 : false
}
