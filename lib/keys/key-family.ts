/** The family that is sold to API keys (S2): tiers and packs of its one feature. */
export const KEY_FAMILY = 'forward-api'

/** What tiers and packs grant. */
export const REQUESTS = 'requests_per_day'
