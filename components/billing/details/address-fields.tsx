'use client'

import { useMemo } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { countryOptions, stateOptions } from './details-values.ts'
import { type DetailsFields, TextField } from './text-field.tsx'

/** An address. In India the state is chosen, because it decides on the tax; elsewhere it is text. */
export function AddressFields(fields: DetailsFields) {
  const { values, errors, onChange } = fields
  const countries = useMemo(countryOptions, [])
  const states = useMemo(stateOptions, [])
  return (
    <>
      <Field label="Country" error={errors.get('country')}>
        <Select
          name="country"
          autoComplete="country"
          value={values.country}
          options={countries}
          onValueChange={(country) => onChange({ country })}
        />
      </Field>
      <TextField {...fields} name="line1" label="Address" autoComplete="address-line1" />
      <TextField
        {...fields}
        name="line2"
        label="Address, second line (optional)"
        autoComplete="address-line2"
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField {...fields} name="city" label="City" autoComplete="address-level2" />
        <TextField {...fields} name="postalCode" label="Postal code" autoComplete="postal-code" />
      </div>
      {values.country === 'IN' ? (
        <Field label="State" error={errors.get('stateCode')}>
          <Select
            name="stateCode"
            value={values.stateCode}
            options={states}
            onValueChange={(stateCode) => onChange({ stateCode })}
          />
        </Field>
      ) : (
        <TextField
          {...fields}
          name="state"
          label="State or region (optional)"
          autoComplete="address-level1"
        />
      )}
    </>
  )
}
