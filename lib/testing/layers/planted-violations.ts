/** A small house in the shape of ours that breaks no rule. */
export const CLEAN_TREE: Record<string, string> = {
  'package.json': JSON.stringify({
    type: 'module',
    imports: Object.fromEntries(
      ['app', 'components', 'lib', 'prisma', 'sandbox'].map((name) => [`#${name}/*`, `./${name}/*`]),
    ),
    dependencies: { '@prisma/client': '1', pg: '1', razorpay: '1', stripe: '1', zod: '1' },
    devDependencies: { vitest: '1' },
  }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { module: 'ESNext', moduleResolution: 'bundler', allowImportingTsExtensions: true },
  }),
  ...Object.fromEntries(
    ['@prisma/client', 'pg', 'razorpay', 'stripe', 'vitest', 'zod', 'unlisted'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {}\n'],
    ]),
  ),
  'app/page.tsx': "import { card } from '#components/billing/card.tsx'\nexport default card\n",
  'components/billing/card.tsx': [
    "import { answer } from '#lib/catalog/schemas.ts'",
    "import { button } from '../ui/button.tsx'",
    'export const card = [answer, button]',
  ].join('\n'),
  'components/ui/button.tsx': 'export const button = 1\n',
  'lib/catalog/catalog.ts': 'export type Addon = { code: string }\n',
  'lib/catalog/eligibility-rules.ts': [
    "import type { Addon } from './catalog.ts'",
    "import { zero } from '#lib/money/money.ts'",
    'export const price = (_addon: Addon) => zero',
  ].join('\n'),
  'lib/catalog/find-addon.ts': "import { database } from '#lib/db/client.ts'\nexport const find = database\n",
  'lib/catalog/schemas.ts': "import { z } from 'zod'\nexport const answer = z\n",
  'lib/catalog/testing/build-catalog.ts': 'export const built = 1\n',
  'lib/db/client.ts':
    "import { PrismaClient } from '#prisma/generated/client.ts'\nexport const database = PrismaClient\n",
  'lib/money/money.ts': 'export const zero = 0n\n',
  'lib/payments/razorpay/open-order.ts': "import razorpay from 'razorpay'\nexport const open = razorpay\n",
  'prisma/generated/client.ts':
    "import client from '@prisma/client'\nexport const PrismaClient = client\nexport type Row = 1\n",
  'sandbox/main.ts': 'export const sandbox = 1\n',
}

/** One file that breaks the rule, by `#` path or by relative one, by value or by type. Every rule has at least one. */
export const PLANTED: { rule: string; file: string; code: string }[] = [
  {
    rule: 'no-cycles',
    file: 'lib/catalog/catalog.ts',
    code: "import type { price } from './eligibility-rules.ts'\nexport type Addon = { price: typeof price }",
  },
  { rule: 'resolvable', file: 'lib/catalog/lost.ts', code: "import '#lib/catalog/nowhere.ts'" },
  { rule: 'listed-packages', file: 'lib/catalog/unlisted.ts', code: "import 'unlisted'" },
  { rule: 'packages-that-ship', file: 'lib/catalog/ships.ts', code: "import { test } from 'vitest'\ntest()" },
  { rule: 'tests-stay-out', file: 'lib/catalog/built.ts', code: "import './testing/build-catalog.ts'" },
  { rule: 'values-know-nothing', file: 'lib/money/knows.ts', code: "import '#lib/catalog/catalog.ts'" },
  {
    rule: 'values-know-nothing',
    file: 'lib/calendar/knows.ts',
    code: "import type { Addon } from '#lib/catalog/catalog.ts'",
  },
  {
    rule: 'rules-stand-on-rules',
    file: 'lib/catalog/reading-rules.ts',
    code: "import '#lib/catalog/find-addon.ts'",
  },
  {
    rule: 'rules-stand-on-rules',
    file: 'lib/catalog/near-rules.ts',
    code: "import { find } from './find-addon.ts'",
  },
  {
    rule: 'rules-speak-the-trade',
    file: 'lib/catalog/row-rules.ts',
    code: "import type { Row } from '#prisma/generated/client.ts'",
  },
  { rule: 'rules-speak-the-trade', file: 'lib/catalog/zod-rules.ts', code: "import type { z } from 'zod'" },
  {
    rule: 'schemas-are-shared',
    file: 'lib/pricing/schemas.ts',
    code: "import type { find } from '#lib/catalog/find-addon.ts'",
  },
  { rule: 'stripe-in-its-adapter', file: 'lib/payments/razorpay/other.ts', code: "import 'stripe'" },
  {
    rule: 'razorpay-in-its-adapter',
    file: 'lib/payments/list-orders.ts',
    code: "import Razorpay from 'razorpay'",
  },
  {
    rule: 'razorpay-in-its-adapter',
    file: 'sandbox/server.ts',
    code: "const sdk = await import('razorpay')",
  },
  {
    rule: 'database-behind-lib',
    file: 'app/api/route.ts',
    code: "import type { Row } from '#prisma/generated/client.ts'",
  },
  { rule: 'database-behind-lib', file: 'components/billing/rows.ts', code: "import '@prisma/client'" },
  {
    rule: 'database-in-queries',
    file: 'lib/pricing/stored-rules.ts',
    code: "import type { database } from '#lib/db/client.ts'",
  },
  {
    rule: 'pages-ask-queries',
    file: 'app/billing/page.tsx',
    code: "import { database } from '#lib/db/client.ts'",
  },
  {
    rule: 'components-see-schemas',
    file: 'components/billing/finder.ts',
    code: "import '#lib/catalog/find-addon.ts'",
  },
  {
    rule: 'components-see-schemas',
    file: 'components/billing/typed.ts',
    code: "import type { Addon } from '#lib/catalog/catalog.ts'",
  },
  { rule: 'components-run-in-browsers', file: 'components/billing/read.ts', code: "import 'node:fs'" },
  { rule: 'ui-knows-no-trade', file: 'components/ui/priced.tsx', code: "import '#lib/catalog/schemas.ts'" },
  {
    rule: 'lib-below-app',
    file: 'lib/catalog/screen.ts',
    code: "import { card } from '#components/billing/card.tsx'",
  },
  {
    rule: 'sandbox-stands-alone',
    file: 'sandbox/borrow.ts',
    code: "import { zero } from '#lib/money/money.ts'",
  },
  {
    rule: 'product-without-sandbox',
    file: 'lib/server/start.ts',
    code: "import { sandbox } from '#sandbox/main.ts'",
  },
  {
    rule: 'parts-keep-their-folders',
    file: 'lib/purchases/pay.ts',
    code: "import '#lib/payments/razorpay/open-order.ts'",
  },
  {
    rule: 'outsiders-see-faces',
    file: 'app/pay.ts',
    code: "import '../lib/payments/razorpay/open-order.ts'",
  },
]
