import { newId } from '../store/new-id.ts'
import type { CardEntity, PaymentEntity, PaymentFailure, PaymentMethod } from './entities.ts'

/** Who pays and how; card numbers are test numbers and only their last digits are kept. */
export type Payer = {
  readonly method: PaymentMethod
  readonly vpa?: string | undefined
  readonly cardNumber?: string | undefined
  readonly cardName?: string | undefined
  readonly bank?: string | undefined
  readonly wallet?: string | undefined
  readonly email?: string | undefined
  readonly contact?: string | undefined
  /** The card was issued in another country. */
  readonly international?: boolean | undefined
}

type MethodFields = Pick<PaymentEntity, 'card_id' | 'bank' | 'wallet' | 'vpa' | 'acquirer_data'> &
  Partial<Pick<PaymentEntity, 'card' | 'upi'>>

const none = { card_id: null, bank: null, wallet: null, vpa: null } as const

/** The members of a payment that depend on its method. */
export function methodFields(payer: Payer): MethodFields {
  const reference = String(Math.floor(Math.random() * 1e12)).padStart(12, '0')
  switch (payer.method) {
    case 'upi': {
      const vpa = payer.vpa ?? 'success@razorpay'
      const upi = { payer_account_type: 'bank_account', vpa, flow: 'collect' } as const
      return { ...none, vpa, upi, acquirer_data: { rrn: reference } }
    }
    case 'card': {
      const card = cardEntity(payer)
      return { ...none, card_id: card.id, card, acquirer_data: { auth_code: reference.slice(0, 6) } }
    }
    case 'netbanking':
      return {
        ...none,
        bank: payer.bank ?? 'HDFC',
        acquirer_data: { bank_transaction_id: reference.slice(0, 7) },
      }
    case 'emandate':
      return { ...none, bank: payer.bank ?? 'HDFC', acquirer_data: { rrn: reference } }
    case 'wallet':
      return { ...none, wallet: payer.wallet ?? 'payzapp', acquirer_data: { transaction_id: null } }
    default:
      return payer.method satisfies never
  }
}

function cardEntity(payer: Payer): CardEntity {
  const number = (payer.cardNumber ?? '4111111111111111').replace(/\D/g, '')
  return {
    id: newId('card_'),
    entity: 'card',
    name: payer.cardName ?? '',
    last4: number.slice(-4),
    network: networkOf(number),
    type: 'credit',
    issuer: null,
    international: payer.international ?? false,
    emi: false,
    sub_type: 'consumer',
    iin: number.slice(0, 6),
  }
}

function networkOf(number: string): string {
  if (number.startsWith('4')) return 'Visa'
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'MasterCard'
  if (/^3[47]/.test(number)) return 'American Express'
  return /^(60|65|81|82)/.test(number) ? 'RuPay' : 'Unknown'
}

/** How a refused payment is explained, by method. */
export function failureOf(method: PaymentMethod): PaymentFailure {
  const common = { code: 'BAD_REQUEST_ERROR', step: 'payment_authorization', reason: 'payment_failed' }
  switch (method) {
    case 'upi':
      return { ...common, description: 'Payment failed', source: 'issuer' }
    case 'card':
      return {
        ...common,
        description: 'Your payment was declined by the bank. Try another card or another way to pay.',
        source: 'bank',
      }
    case 'netbanking':
    case 'emandate':
      return { ...common, description: 'Your payment could not be completed by the bank.', source: 'bank' }
    case 'wallet':
      return { ...common, description: 'Your payment was declined by the wallet.', source: 'wallet' }
    default:
      return method satisfies never
  }
}

/** Test inputs that are always refused: UPI `failure@razorpay`, card 4000 0000 0000 0002. */
export function isRefusedByInput(payer: Payer): boolean {
  if (payer.method === 'upi') return payer.vpa?.toLowerCase() === 'failure@razorpay'
  return payer.method === 'card' && payer.cardNumber?.replace(/\D/g, '') === '4000000000000002'
}

const issuedAbroad: ReadonlySet<string> = new Set(['5555555555554444', '4012888888881881'])

/** Test cards of another country. */
export function isIssuedAbroad(cardNumber: string | undefined): boolean {
  return issuedAbroad.has(cardNumber?.replace(/\D/g, '') ?? '')
}
