import type { Browser, Page } from '@playwright/test'
import { createAccount } from './create-account.ts'
import type { Product } from './product.ts'
import { signIn } from './sign-in.ts'
import { expect } from './test.ts'
import { watchPage } from './watch-page.ts'

/** A member of staff at the desk, in a browser of their own that may not complain about anything either. */
export async function openDesk(options: { browser: Browser; product: Product }) {
  const account = await createAccount({ role: 'admin' })
  const context = await options.browser.newContext({ baseURL: options.product.app })
  const page = await context.newPage()
  const watch = watchPage(page)
  await signIn(page, account)
  return {
    account,
    page,
    watch,
    close: async () => {
      await context.close()
      expect(watch.problems, 'what the desk complained about').toEqual([])
    },
  }
}

/** A list of the desk, by what its rows are. */
export function deskList(page: Page, label: string) {
  const table = page.getByRole('table', { name: label }).or(page.getByRole('region', { name: label }))
  return {
    rows: table.getByRole('row').filter({ has: page.getByRole('cell') }),
    pages: page.getByRole('navigation', { name: `Pages of ${label}` }),
    search: (words: string) => page.getByRole('searchbox').fill(words),
    sortBy: (heading: string) => table.getByRole('button', { name: heading }).click(),
    head: (heading: string) => table.getByRole('columnheader', { name: heading }),
    /** Lines of the file, the heading first. */
    csv: async () => {
      const download = page.waitForEvent('download')
      await page.getByRole('link', { name: 'CSV' }).click()
      const stream = await (await download).createReadStream()
      const text = Buffer.concat(await Array.fromAsync(stream)).toString('utf8')
      return text.trim().split('\r\n')
    },
  }
}
