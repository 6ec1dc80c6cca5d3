import { describe, expect, test } from 'vitest'
import { billingDetailsRequest } from '#lib/tax/schemas.ts'
import { beginWith, countryOptions, stateOptions, toRequest } from './details-values.ts'

const suggested = { legalName: 'Acme', country: 'IN' }
const details = {
  legalName: 'Acme LLP',
  line1: '12 Marine Drive',
  line2: '',
  city: 'Mumbai',
  postalCode: '400020',
  state: 'Maharashtra',
  stateCode: '27',
  country: 'IN',
  taxId: '27AAPFU0939F1ZV',
}

describe('the form of billing details', () => {
  test('begins with what is known of a customer that has given none', () => {
    const values = beginWith({ details: null, suggested })
    expect(values).toMatchObject({ legalName: 'Acme', country: 'IN', line1: '', stateCode: '', taxId: '' })
    expect(beginWith({ details: null, suggested: { ...suggested, country: null } }).country).toBe('')
  })

  test('sends what the contract takes, with the state as the country has it', () => {
    const values = beginWith({ details, suggested })
    expect(billingDetailsRequest.parse(toRequest(values))).toEqual({ ...details, state: '' })
    const abroad = { ...values, country: 'DE', state: 'Berlin', taxId: ' ' }
    const sent = billingDetailsRequest.parse(toRequest(abroad))
    expect(sent).toMatchObject({ country: 'DE', state: 'Berlin', stateCode: null, taxId: null })
    const unsaid = billingDetailsRequest.safeParse(toRequest({ ...values, stateCode: '' }))
    expect(unsaid.error?.issues.map(({ path }) => path)).toEqual([['stateCode']])
  })

  test('lists every country and state by name', () => {
    const countries = countryOptions()
    expect(countries).toHaveLength(246)
    expect(countries.slice(0, 2).map(({ label }) => label)).toEqual(['Choose a country', 'Afghanistan'])
    expect(countries.every(({ value, label }) => value !== label)).toBe(true)
    expect(stateOptions()[1]).toEqual({ value: '35', label: 'Andaman and Nicobar Islands' })
  })
})
