import type { Behaviour, Card } from '../objects/payment-method.ts'

type TestCard = { readonly number: string; readonly brand: string; readonly behaviour: Behaviour }

/** Stripe's test cards; what is not among them is no card here. */
const testCards: readonly TestCard[] = [
  { number: '4242424242424242', brand: 'visa', behaviour: 'pays' },
  { number: '5555555555554444', brand: 'mastercard', behaviour: 'pays' },
  { number: '4000000000000002', brand: 'visa', behaviour: 'refused' },
  { number: '4000000000000341', brand: 'visa', behaviour: 'declines' },
  { number: '4000000000003220', brand: 'visa', behaviour: 'asks' },
]

const tokens: Readonly<Record<string, string>> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_chargeDeclined: '4000000000000002',
  pm_card_visa_chargeDeclined: '4000000000000002',
  pm_card_chargeCustomerFail: '4000000000000341',
  pm_card_threeDSecure2Required: '4000000000003220',
}

export function findTestCard(number: string): TestCard | null {
  const digits = number.replace(/[\s-]/g, '')
  return testCards.find((card) => card.number === digits) ?? null
}

/** `pm_card_visa` and the like stand for a new card with a number. */
export function numberOfToken(token: string): string | null {
  return tokens[token] ?? null
}

export function cardDetails(
  { number, brand }: TestCard,
  expiry: { readonly month: number; readonly year: number },
): Card {
  return {
    brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: brand,
    exp_month: expiry.month,
    exp_year: expiry.year,
    fingerprint: `sandbox${number.slice(-9)}`,
    funding: 'credit',
    generated_from: null,
    last4: number.slice(-4),
    networks: { available: [brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}

/** `processing`: the bank will say in a few days. */
export type Verdict = 'paid' | 'declined' | 'asks' | 'processing'

/** What the issuer says to a charge. Once the payer has been asked and has agreed, it pays. */
export function verdictOf(
  behaviour: Behaviour,
  { authenticated }: { readonly authenticated: boolean },
): Verdict {
  switch (behaviour) {
    case 'pays':
      return 'paid'
    case 'refused':
    case 'declines':
      return 'declined'
    case 'asks':
      return authenticated ? 'paid' : 'asks'
    case 'later':
      return 'processing'
    default:
      return behaviour satisfies never
  }
}
