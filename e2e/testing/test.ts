import { test as base, expect } from '@playwright/test'
import { type Api, openApi } from './api.ts'
import { createAccount } from './create-account.ts'
import { type Account, type Product, readProduct } from './product.ts'
import { openSandbox, type Sandbox } from './sandbox.ts'
import { signIn } from './sign-in.ts'
import { type PageWatch, watchPage } from './watch-page.ts'

type ApiFixtures = {
  /** The family the test's account is a customer of, and its plan there. */
  family: string
  plan: string
  /** A customer nobody else knows. */
  account: Account
  /** The HTTP API, as that customer. */
  api: Api
  /** Leaves the sandbox as every test wants to find it. */
  calmSandbox: undefined
}

type WorkerFixtures = { product: Product; sandbox: Sandbox }

/** For what a program sees of the product. */
export const apiTest = base.extend<ApiFixtures, WorkerFixtures>({
  product: [({ browserName: _ }, use) => use(readProduct()), { scope: 'worker' }],
  sandbox: [({ product }, use) => use(openSandbox(product.sandbox.control)), { scope: 'worker' }],
  baseURL: ({ product }, use) => use(product.app),
  family: ['smart-ml', { option: true }],
  plan: ['free', { option: true }],
  account: async ({ family, plan }, use) => use(await createAccount({ family, plan })),
  api: ({ product, account }, use) => use(openApi(product.app, account.token)),
  calmSandbox: [
    async ({ sandbox }, use) => {
      await use(undefined)
      await sandbox.reset()
    },
    { auto: true },
  ],
})

type PageFixtures = {
  /** Has the browser signed in as the account before the test. */
  signedIn: boolean
  /** What the page complains about; anything that was not expected fails the test. */
  watch: PageWatch
}

/** For what a person sees of it: a browser, signed in, that may not complain about anything. */
export const test = apiTest.extend<PageFixtures>({
  signedIn: [true, { option: true }],
  page: async ({ page, signedIn, account }, use) => {
    if (signedIn) await signIn(page, account)
    await use(page)
  },
  watch: [
    async ({ page }, use) => {
      const watch = watchPage(page)
      await use(watch)
      expect(watch.problems, 'what the page complained about').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
