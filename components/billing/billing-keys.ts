/** Query keys of the billing pages. What a purchase or a cancellation may change stands under `held`. */
export const billingKeys = {
  held: ['billing', 'held'],
  overview: ['billing', 'held', 'overview'],
  usage: ['billing', 'held', 'usage'],
  addons: ['billing', 'held', 'addons'],
  catalog: ['billing', 'held', 'catalog'],
  plans: ['billing', 'held', 'plans'],
  notices: ['billing', 'held', 'notices'],
  purchases: ['billing', 'held', 'purchases'],
  payments: (page: string) => ['billing', 'held', 'payments', page],
  invoices: (page: string) => ['billing', 'held', 'invoices', page],
  document: (path: string) => ['billing', 'held', 'document', path],
  upcoming: ['billing', 'held', 'upcoming'],
  details: ['billing', 'details'],
  announcements: ['billing', 'announcements'],
  purchase: (id: string) => ['billing', 'purchase', id],
  quote: (wish: unknown) => ['billing', 'quote', wish],
} as const
