'use client'

import { Mail } from 'lucide-react'
import { type SubmitEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { usePasswordSignIn } from './use-sign-in.ts'

type PasswordFormProps = {
  email: string
  onEmailChange: (email: string) => void
  to: string
  onLinkInstead: () => void
}

export function PasswordForm({ email, onEmailChange, to, onLinkInstead }: PasswordFormProps) {
  const [password, setPassword] = useState('')
  const { mutate, isPending, error } = usePasswordSignIn({ to })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate({ email, password })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {error && (
        <Callout tone="danger" role="alert">
          {error.message}
        </Callout>
      )}
      <Field label="Email">
        <Input
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => onEmailChange(event.target.value)}
        />
      </Field>
      <Field label="Password">
        <Input
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" loading={isPending} className="w-full">
        Sign in
      </Button>
      <Button variant="secondary" className="w-full" onClick={onLinkInstead}>
        <Mail aria-hidden />
        Email me a link instead
      </Button>
    </form>
  )
}
