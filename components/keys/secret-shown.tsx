'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

type SecretShownProps = {
  /** Null: a repeated request, whose answer was shown already. */
  secret: string | null
  onDone: () => void
}

/** A secret in the one answer that has it: to be copied now, or never. */
export function SecretShown({ secret, onDone }: SecretShownProps) {
  const [copied, setCopied] = useState(false)
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      toast.error('It could not be copied. Select it, and copy it by hand.')
    }
  }
  return (
    <>
      <DialogBody className="flex flex-col gap-4">
        {secret === null ? (
          <Callout tone="warning" role="alert" title="The secret was shown already">
            Give the key another secret to get one you can copy.
          </Callout>
        ) : (
          <>
            <Callout tone="warning" role="alert" title="Copy it now">
              We keep no copy that could be shown again. Whoever has it can use your requests: keep it like a
              password.
            </Callout>
            <div className="flex flex-col gap-2">
              <Field label="Secret">
                <Input
                  readOnly
                  value={secret}
                  className="font-mono"
                  onFocus={(event) => event.currentTarget.select()}
                />
              </Field>
              <Button variant="secondary" className="self-start" onClick={() => void copy(secret)}>
                {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
                {copied ? 'Copied' : 'Copy secret'}
              </Button>
              <span role="status" className="sr-only">
                {copied && 'The secret was copied'}
              </span>
            </div>
            <p className="text-ink-muted">
              Send it with every call, in the header <code className="font-mono">X-API-Key</code>.
            </p>
          </>
        )}
      </DialogBody>
      <DialogFooter>
        <Button onClick={onDone}>{secret === null ? 'Close' : 'I have saved it'}</Button>
      </DialogFooter>
    </>
  )
}
