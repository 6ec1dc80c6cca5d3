import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

// Who may import whom. `npm run check` cruises every source file with these, and sees each of them fail once
// (lib/testing/layers/planted-violations.ts): a rule nobody has seen failing is not a rule.

/** Tests and what they build with may reach anywhere. */
const TESTS = '\\.(test|spec)\\.tsx?$|(^|/)testing/|^e2e/'
/** The sandbox is driven by the real SDKs. */
const SANDBOX_TESTS = '^sandbox/(.*\\.test\\.ts$|testing/)'
/** What knows nothing else: amounts, instants, and refusals in words. */
const VALUES = '^lib/(money|calendar|errors)/'
const RULES = '^lib/.*-rules\\.ts$'
const SCHEMAS = '^lib/[^/]+/[a-z-]*schemas\\.ts$'
const PRISMA = 'node_modules/(@prisma|prisma|\\.prisma)/|^prisma/generated/'

type Edge = Pick<IRegularForbiddenRuleType, 'from' | 'to'>
type Layer = Edge & { name: string; severity: 'error'; comment: string }

function forbid(name: string, comment: string, edge: Edge): Layer {
  return { name, severity: 'error', comment, ...edge }
}

export const layers: Layer[] = [
  forbid('no-cycles', 'no file reaches itself, not even by its types', { from: {}, to: { circular: true } }),
  forbid('resolvable', 'an import nobody can resolve is one no rule looks at', {
    from: {},
    to: { couldNotResolve: true },
  }),
  forbid('listed-packages', 'a package that package.json does not name comes and goes with others', {
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  }),
  forbid('packages-that-ship', 'what runs does not need what only developers install', {
    from: { pathNot: `${TESTS}|^\\.config/|^lib/server/bench/` },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  }),
  forbid('tests-stay-out', 'what runs does not stand on what tests build with', {
    from: { pathNot: `${TESTS}|^\\.config/` },
    to: { path: TESTS },
  }),
  forbid('values-know-nothing', 'money, calendar and errors are pure and stand alone', {
    from: { path: VALUES, pathNot: TESTS },
    to: { pathNot: VALUES },
  }),
  forbid('rules-stand-on-rules', 'rules call other rules and values, nothing that reads, writes or waits', {
    from: { path: RULES },
    to: { pathNot: `${VALUES}|${RULES}`, dependencyTypesNot: ['type-only'] },
  }),
  forbid('rules-speak-the-trade', 'rules name types of lib only: no database, framework or package', {
    from: { path: RULES },
    to: { pathNot: '^lib/(?!db/)' },
  }),
  forbid('schemas-are-shared', 'schemas go to the browser: zod, other schemas and pure values', {
    from: { path: SCHEMAS },
    to: { pathNot: `^node_modules/zod/|${SCHEMAS}|${VALUES}` },
  }),
  forbid('stripe-in-its-adapter', 'one folder knows this provider', {
    from: { pathNot: ['^lib/payments/stripe/', SANDBOX_TESTS] },
    to: { path: 'node_modules/stripe/' },
  }),
  forbid('razorpay-in-its-adapter', 'one folder knows this provider', {
    from: { pathNot: ['^lib/payments/razorpay/', SANDBOX_TESTS] },
    to: { path: 'node_modules/razorpay/' },
  }),
  forbid('database-behind-lib', 'pages, routes, components and the sandbox ask lib', {
    from: { path: '^(app|components|sandbox|e2e)/', pathNot: TESTS },
    to: { path: PRISMA },
  }),
  forbid(
    'database-in-queries',
    'rules, schemas and values do not know how things are stored, nor its types',
    {
      from: { path: `${RULES}|${SCHEMAS}|${VALUES}`, pathNot: TESTS },
      to: { path: `${PRISMA}|^lib/db/|node_modules/pg/` },
    },
  ),
  forbid('pages-ask-queries', 'a page or a component opens no database connection', {
    from: { path: '^(app|components)/.*\\.tsx$' },
    to: { path: '^lib/db/' },
  }),
  forbid('components-see-schemas', 'components know the shape of answers, never how they come about', {
    from: { path: '^components/', pathNot: TESTS },
    to: { path: '^(lib|app|prisma|sandbox)/', pathNot: `${SCHEMAS}|^lib/(money|calendar)/` },
  }),
  forbid('components-run-in-browsers', 'no part of Node reaches a browser', {
    from: { path: '^components/', pathNot: TESTS },
    to: { dependencyTypes: ['core'] },
  }),
  forbid('ui-knows-no-trade', 'the design system is for every screen', {
    from: { path: '^components/ui/' },
    to: { path: '^(app|lib|components|prisma|sandbox)/', pathNot: '^components/ui/|^lib/(money|calendar)/' },
  }),
  forbid('lib-below-app', 'lib knows nothing of screens and routes', {
    from: { path: '^lib/', pathNot: `${TESTS}|^lib/server/` },
    to: { path: '^(app|components|prisma/seed)/' },
  }),
  forbid('sandbox-stands-alone', 'the sandbox is the outside world: it shares no code with the product', {
    from: { path: '^sandbox/', pathNot: TESTS },
    to: { path: '^(app|components|lib|prisma)/' },
  }),
  forbid('product-without-sandbox', 'no sandbox code is reachable in production', {
    from: { path: '^(app|components|lib|prisma)/', pathNot: TESTS },
    to: { path: '^sandbox/' },
  }),
  forbid(
    'parts-keep-their-folders',
    'the face of a part is the files of its folder; folders in it are its own',
    {
      from: { path: '^lib/([^/]+)/', pathNot: TESTS },
      to: { path: '^lib/[^/]+/[^/]+/', pathNot: '^lib/$1/' },
    },
  ),
  forbid(
    'outsiders-see-faces',
    'only the processes (lib/server) have folders for who starts them and asks how they are',
    {
      from: { path: '^(app|prisma)/', pathNot: TESTS },
      to: { path: '^lib/(?!server/)[^/]+/[^/]+/' },
    },
  ),
]
