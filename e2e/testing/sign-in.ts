import { expect, type Page } from '@playwright/test'
import { z } from 'zod'
import type { Account } from './product.ts'

/** Signs the browser in without going through the form, which has tests of its own. */
export async function signIn(page: Page, account: Account): Promise<void> {
  const answer = await page.request.get('/api/auth/csrf')
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await answer.json())
  const { email, password } = account
  const signedIn = await page.request.post('/api/auth/callback/password', {
    form: { csrfToken, email, password, json: 'true' },
    headers: { origin: new URL(answer.url()).origin },
  })
  expect(signedIn.status(), await signedIn.text()).toBe(200)
}
