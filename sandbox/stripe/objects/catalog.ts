import type { Metadata } from './metadata.ts'

const productConstant = {
  object: 'product',
  images: [],
  livemode: false,
  marketing_features: [],
  package_dimensions: null,
  shippable: null,
  statement_descriptor: null,
  tax_code: null,
  tax_details: null,
  type: 'service',
  url: null,
} as const

export type Product = typeof productConstant & {
  readonly id: string
  readonly active: boolean
  readonly created: number
  readonly default_price: string | null
  readonly description: string | null
  readonly metadata: Metadata
  readonly name: string
  readonly unit_label: string | null
  readonly updated: number
}

export function productObject(values: Omit<Product, keyof typeof productConstant>): Product {
  return { ...productConstant, ...values }
}

const priceConstant = {
  object: 'price',
  billing_scheme: 'per_unit',
  custom_unit_amount: null,
  livemode: false,
  tax_behavior: 'unspecified',
  tiers_mode: null,
  transform_quantity: null,
} as const

export type Interval = 'day' | 'week' | 'month' | 'year'
export type Recurring = {
  readonly interval: Interval
  readonly interval_count: number
  readonly meter: null
  readonly trial_period_days: null
  readonly usage_type: 'licensed'
}

export type Price = typeof priceConstant & {
  readonly id: string
  readonly active: boolean
  readonly created: number
  readonly currency: string
  readonly lookup_key: string | null
  readonly metadata: Metadata
  readonly nickname: string | null
  readonly product: string
  readonly recurring: Recurring | null
  readonly type: 'recurring' | 'one_time'
  /** Minor units. */
  readonly unit_amount: number
  readonly unit_amount_decimal: string
}

export function priceObject(values: Omit<Price, keyof typeof priceConstant>): Price {
  return { ...priceConstant, ...values }
}

/** The older shape of a recurring price, which items still carry. */
export type Plan = {
  readonly id: string
  readonly object: 'plan'
  readonly active: boolean
  readonly amount: number
  readonly amount_decimal: string
  readonly billing_scheme: 'per_unit'
  readonly created: number
  readonly currency: string
  readonly interval: Interval
  readonly interval_count: number
  readonly livemode: false
  readonly metadata: Metadata
  readonly meter: null
  readonly nickname: string | null
  readonly product: string
  readonly tiers_mode: null
  readonly transform_usage: null
  readonly trial_period_days: null
  readonly usage_type: 'licensed'
}
