/** What addresses are about, by their beginning behind `/api`; in the order a reader wants them in. */
const AREAS: readonly { name: string; description: string; roots: readonly string[] }[] = [
  { name: 'Entitlements', description: 'What a customer may do now, and why.', roots: ['entitlements'] },
  { name: 'Usage', description: 'What is used of every limit.', roots: ['usage'] },
  { name: 'Add-ons', description: 'Buy, renew, cancel and list add-ons.', roots: ['addons', 'custom'] },
  {
    name: 'Quotes and purchases',
    description: 'Ask what a change costs, accept it, pay it.',
    roots: ['quotes', 'purchases'],
  },
  {
    name: 'Billing',
    description: 'Plan, invoices, payments and billing details of a customer.',
    roots: ['billing'],
  },
  {
    name: 'API keys',
    description: 'Keys, what each holds and used, and what would serve it best.',
    roots: ['v1/api-keys'],
  },
  // Not below /api: the gateway.
  { name: 'Forward API', description: 'Calls with an API key, counted and passed on.', roots: [] },
  {
    name: 'One-time charges',
    description: 'What is charged once; understood by clients of Lago.',
    roots: ['v1'],
  },
  {
    name: 'Notices',
    description: 'What a customer should know.',
    roots: ['notices', 'announcements', 'phone'],
  },
  {
    name: 'Sign-in and tokens',
    description: 'Who is asking.',
    roots: ['sign-in', 'sign-out-everywhere', 'tokens'],
  },
  { name: 'Workspace', description: 'The application behind the limits.', roots: ['workspace'] },
  { name: 'Administration', description: 'The desk of our staff.', roots: ['admin'] },
  { name: 'Webhooks', description: 'What payment providers tell us.', roots: ['webhooks'] },
  {
    name: 'Service',
    description: 'Health, metrics, and this document.',
    roots: ['health', 'metrics', 'openapi.json'],
  },
]

export const tags = AREAS.map(({ name, description }) => ({ name, description }))

/** The tag of an address. Throws for one nobody has sorted in yet. */
export function tagOf(path: string): string {
  const area = AREAS.find(({ roots }) => roots.some((root) => `${path}/`.startsWith(`/api/${root}/`)))
  if (!area) throw new Error(`${path} has no tag: name its first part in lib/openapi/tags.ts`)
  return area.name
}
