'use client'

import { useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { ProblemError } from '#components/api/problem-error.ts'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { Card, CardContent, CardFooter } from '#components/ui/card.tsx'
import { type BillingDetailsResponse, billingDetailsResponse } from '#lib/tax/schemas.ts'
import { AddressFields } from './address-fields.tsx'
import { beginWith, type DetailsValues, toRequest } from './details-values.ts'
import { TextField } from './text-field.tsx'

/** Legal name, address and tax number, saved as a whole. What is refused is said at its field. */
export function DetailsForm({ known }: { known: BillingDetailsResponse }) {
  const [values, setValues] = useState(() => beginWith(known))
  const form = useRef<HTMLFormElement>(null)
  const cache = useQueryClient()
  const { mutate, isPending, error } = useApiMutation({
    call: (wanted: DetailsValues) => ({
      method: 'PUT',
      path: '/api/billing/details',
      body: toRequest(wanted),
    }),
    schema: billingDetailsResponse,
    onSuccess: (saved) => {
      cache.setQueryData(billingKeys.details, saved)
      // As it is printed: without the spaces of a number, with the letters of its country.
      setValues(beginWith(saved))
      toast.success('Billing details saved')
    },
  })
  const errors = error instanceof ProblemError ? error.fields : new Map<string, string>()
  // Lead the reader to the first field that has to change.
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [error])

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!isPending) mutate(values)
  }
  const fields = {
    values,
    errors,
    onChange: (change: Partial<DetailsValues>) => setValues((before) => ({ ...before, ...change })),
  }
  const inIndia = values.country === 'IN'
  return (
    <form ref={form} onSubmit={submit} noValidate aria-label="Billing details">
      <Card className="max-w-2xl">
        <CardContent className="flex flex-col gap-5">
          {error && errors.size === 0 && (
            <Callout tone="danger" role="alert" title="Your billing details were not saved">
              {error.message}
            </Callout>
          )}
          <TextField
            {...fields}
            name="legalName"
            label="Legal name"
            hint="The company’s, or your own."
            autoComplete="organization"
          />
          <AddressFields {...fields} />
          <TextField
            {...fields}
            name="taxId"
            label={inIndia ? 'GSTIN (optional)' : 'VAT or tax ID (optional)'}
            hint={
              inIndia
                ? 'Fifteen characters, registered in the state above.'
                : 'In the EU with the letters of the country, such as DE136695976.'
            }
            autoCapitalize="characters"
            spellCheck={false}
          />
        </CardContent>
        <CardFooter className="flex-wrap justify-between gap-4">
          <p className="text-sm text-ink-muted">Invoices that are issued already keep what they say.</p>
          <Button type="submit" loading={isPending}>
            Save billing details
          </Button>
        </CardFooter>
      </Card>
    </form>
  )
}
