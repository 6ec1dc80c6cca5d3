'use client'

import { useMutation } from '@tanstack/react-query'
import { MailCheck } from 'lucide-react'
import { type SubmitEvent, useEffect, useRef } from 'react'
import { z } from 'zod'
import { request } from '#components/api/request.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type LinkFormProps = {
  email: string
  onEmailChange: (email: string) => void
  onPasswordInstead: () => void
  /** Sandbox mode only: where its mails are read. */
  mailboxUrl: string | null
}

export function LinkForm({ email, onEmailChange, onPasswordInstead, mailboxUrl }: LinkFormProps) {
  const { mutate, isPending, isSuccess, error, variables, reset } = useMutation({
    mutationFn: (address: string) =>
      request({ method: 'POST', path: '/api/sign-in/link', body: { email: address }, schema: z.unknown() }),
  })
  if (isSuccess) return <CheckYourMail email={variables} mailboxUrl={mailboxUrl} onAgain={reset} />
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate(email)
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {error && (
        <Callout tone="danger" role="alert">
          {error.message}
        </Callout>
      )}
      <Field label="Email" hint="We send you a link that signs you in once, without a password.">
        <Input
          type="email"
          name="email"
          autoComplete="email"
          required
          value={email}
          onChange={(event) => onEmailChange(event.target.value)}
        />
      </Field>
      <Button type="submit" loading={isPending} className="w-full">
        Email me a link
      </Button>
      <Button variant="secondary" className="w-full" onClick={onPasswordInstead}>
        Use a password instead
      </Button>
    </form>
  )
}

type CheckYourMailProps = { email: string; mailboxUrl: string | null; onAgain: () => void }

function CheckYourMail({ email, mailboxUrl, onAgain }: CheckYourMailProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  // The form is gone, and the focus with it: lead the reader to what replaced it.
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="rounded-lg border border-line bg-surface p-6">
      <MailCheck aria-hidden className="size-6 text-accent-ink" />
      <h2 ref={heading} tabIndex={-1} className="mt-3 text-lg font-semibold outline-none">
        Check your mail
      </h2>
      <p className="mt-1 text-ink-muted">
        If <strong className="font-medium text-ink">{email}</strong> has an account, a link is on its way. It
        works once, for a short time, in any browser.
      </p>
      {mailboxUrl && (
        <Button className="mt-5 w-full" asChild>
          <a href={mailboxUrl}>Open the sandbox mailbox</a>
        </Button>
      )}
      <Button variant="secondary" className="mt-3 w-full" onClick={onAgain}>
        Use another address
      </Button>
    </div>
  )
}
