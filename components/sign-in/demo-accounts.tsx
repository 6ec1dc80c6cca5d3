'use client'

import { ArrowRight } from 'lucide-react'
import { Callout } from '#components/ui/callout.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { usePasswordSignIn } from './use-sign-in.ts'

/** `plan` is the plan's name, or what else there is to say in a word or two. */
export type DemoAccount = { email: string; password: string; plan: string }

/** Sandbox mode only: one click signs in as somebody on each plan. */
export function DemoAccounts({ accounts, to }: { accounts: readonly DemoAccount[]; to: string }) {
  const { mutate, isPending, variables, error } = usePasswordSignIn({ to })
  return (
    <section aria-labelledby="demo-accounts" className="mt-10">
      <h2 id="demo-accounts" className="font-medium">
        Demo accounts
      </h2>
      <p className="mt-1 text-ink-muted">This is a sandbox: no real money moves. Sign in as any of them.</p>
      {error && (
        <Callout tone="danger" role="alert" className="mt-4">
          {error.message}
        </Callout>
      )}
      <ul className="mt-4 overflow-hidden rounded-lg border border-line bg-surface">
        {accounts.map(({ email, password, plan }) => (
          <li key={email} className="border-b border-line last:border-b-0">
            <button
              type="button"
              aria-disabled={isPending || undefined}
              onClick={() => !isPending && mutate({ email, password })}
              className="flex w-full items-center gap-3 px-4 py-3 text-left transition-colors hover:bg-sunken focus-visible:-outline-offset-2"
            >
              <span className="min-w-0 flex-1 truncate">{email}</span>
              <span className="text-ink-muted capitalize">{plan}</span>
              {isPending && variables.email === email ? (
                <Spinner className="text-ink-muted" />
              ) : (
                <ArrowRight aria-hidden className="size-4 text-ink-faint" />
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
