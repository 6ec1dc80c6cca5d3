'use client'

import { CatalogEditor, type FieldsProps } from '#components/admin/catalog/catalog-editor.tsx'
import { ChangeEffects } from '#components/admin/catalog/change-effects.tsx'
import { differing } from '#components/admin/catalog/form-values.ts'
import { ItemPage } from '#components/admin/catalog/item-page.tsx'
import { TextField } from '#components/admin/catalog/text-field.tsx'
import { Detail } from '#components/admin/detail.tsx'
import { parseAmount } from '#components/admin/purchases/parse-amount.ts'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { type OneTimeRow, oneTimeRow } from '#lib/admin/catalog-one-time-schemas.ts'
import { toDecimalString } from '#lib/money/currency.ts'
import { InvoiceLinePreview } from './invoice-line-preview.tsx'

/** What is charged once: how it is called, what it costs, and how invoices show it. */
export function OneTimeScreen({ id }: { id: string }) {
  const path = `/api/admin/catalog/one-time/${id}`
  const query = useApiQuery({ key: ['admin', 'catalog', id], path, schema: oneTimeRow })
  return (
    <Detail query={query} label="add-on">
      {(addon) => (
        <ItemPage item={addon}>
          <CatalogEditor
            item={addon}
            path={path}
            schema={oneTimeRow}
            formOf={formOf}
            changeOf={(item, form) => differing(valuesOf(item, form), valuesOf(item, formOf(item)))}
            fields={(props) => <OneTimeFields {...props} />}
            effects={(item, changed) => <Effects addon={item} changed={changed} />}
            preview={(item, form) => <InvoiceLinePreview addon={item} values={valuesOf(item, form)} />}
          />
        </ItemPage>
      )}
    </Detail>
  )
}

type Form = { name: string; invoiceDisplayName: string; description: string; price: string }

function formOf({ name, invoiceDisplayName, description, priceMinor, currency }: OneTimeRow): Form {
  const price = priceMinor === null ? '' : toDecimalString(BigInt(priceMinor), currency)
  return { name, invoiceDisplayName: invoiceDisplayName ?? '', description, price }
}

function valuesOf({ currency }: OneTimeRow, { name, invoiceDisplayName, description, price }: Form) {
  return {
    ...{ name, description },
    invoiceDisplayName: invoiceDisplayName.trim() || null,
    priceMinor: parseAmount(price, currency),
  }
}

function OneTimeFields({ item: addon, form, errors, set }: FieldsProps<OneTimeRow, Form>) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        label="Name"
        error={errors.get('name')}
        value={form.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={`Price in ${addon.currency}`}
        hint={`For one unit, ${addon.pricesIncludeTax ? 'its tax included' : 'before tax'}.`}
        error={errors.get('priceMinor')}
        value={form.price}
        inputMode="decimal"
        onChange={(price) => set({ price })}
      />
      <TextField
        label="Name on invoices"
        hint="Empty: by its name."
        error={errors.get('invoiceDisplayName')}
        value={form.invoiceDisplayName}
        className="sm:col-span-2"
        onChange={(invoiceDisplayName) => set({ invoiceDisplayName })}
      />
      <TextField
        label="Description"
        error={errors.get('description')}
        value={form.description}
        className="sm:col-span-2"
        onChange={(description) => set({ description })}
      />
    </div>
  )
}

function Effects({ addon, changed }: { addon: OneTimeRow; changed: readonly string[] }) {
  const { timesApplied, status } = addon
  const times = timesApplied === 1 ? 'once' : `${timesApplied} times`
  return (
    <ChangeEffects
      title={timesApplied === 0 ? 'It was not applied to anybody yet' : `It was applied ${times}`}
      effects={[
        timesApplied > 0 && changed.length > 0 && 'Invoices that were issued keep its name, words and price.',
        status === 'draft' && 'Nobody is charged for a draft.',
        status === 'published' && 'When it is archived nobody can be charged for it any more. Invoices stay.',
      ]}
      billedAt={null}
    />
  )
}
