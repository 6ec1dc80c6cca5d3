'use client'

import { Percent } from 'lucide-react'
import { Detail } from '#components/admin/detail.tsx'
import { Facts } from '#components/admin/facts.tsx'
import { useDeskAction } from '#components/admin/use-desk-action.ts'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { SwitchRow } from '#components/ui/switch-row.tsx'
import { type CustomerTax, customerTaxes, type IssuerTaxes } from '#lib/admin/tax-schemas.ts'

/** Which taxes a customer's invoices have, by who sells, and those it has of its own. */
export function CustomerTaxes({ customerId }: { customerId: string }) {
  const query = useApiQuery({
    key: ['admin', 'customer', customerId, 'taxes'],
    path: `/api/admin/customers/${customerId}/taxes`,
    schema: customerTaxes,
  })
  return (
    <Detail query={query} label="customer’s taxes">
      {(issuers) => (
        <div className="flex flex-col gap-8">
          <p className="max-w-prose text-ink-muted">
            An add-on’s own tax comes first, then the customer’s, then the family’s. Where the customer is,
            and its tax number, decide what of a tax is charged. Invoices that are issued stay as they are.
          </p>
          {issuers.length === 0 && (
            <EmptyState icon={Percent} title="No taxes">
              Nobody who sells here charges a tax.
            </EmptyState>
          )}
          {issuers.map((issuer) => (
            <Issuer key={issuer.id} issuer={issuer} customerId={customerId} />
          ))}
        </div>
      )}
    </Detail>
  )
}

const FROM: Record<IssuerTaxes['families'][number]['from'], string> = {
  customer: 'the customer’s own',
  family: 'the family’s',
  nobody: '',
}

function Issuer({ issuer, customerId }: { issuer: IssuerTaxes; customerId: string }) {
  const facts = issuer.families.map(({ name, applies, from }) => ({
    name,
    value: (
      <span className="flex flex-wrap items-center gap-2">
        {applies.length === 0 ? 'No tax' : applies.join(' + ')}
        {from !== 'nobody' && <Badge tone={from === 'customer' ? 'accent' : 'neutral'}>{FROM[from]}</Badge>}
      </span>
    ),
  }))
  const own = issuer.addons.map(({ name, applies }) => ({
    name: `${name}, whoever buys it`,
    value: applies.join(' + '),
  }))
  return (
    <Section title={issuer.name}>
      <Facts facts={[...facts, ...own]} />
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-medium text-sm">This customer’s own</legend>
        {issuer.taxes.map((tax) => (
          <TaxSwitch key={tax.id} tax={tax} customerId={customerId} />
        ))}
      </fieldset>
    </Section>
  )
}

const KINDS: Record<CustomerTax['kind'], string> = {
  gst: 'GST by place of supply',
  vat: 'EU VAT by country',
  flat: 'the same wherever the customer is',
}

type TaxSwitchProps = { tax: CustomerTax; customerId: string }

function TaxSwitch({
  tax: { id, name, code, kind, rateBasisPoints, isAssigned },
  customerId,
}: TaxSwitchProps) {
  const change = useDeskAction<Record<string, never>, typeof customerTaxes>({
    path: `/api/admin/customers/${customerId}/taxes/${id}`,
    method: isAssigned ? 'DELETE' : 'PUT',
    schema: customerTaxes,
  })
  return (
    <>
      <SwitchRow
        title={`${name} ${rateBasisPoints / 100} %`}
        checked={isAssigned}
        disabled={change.isPending}
        onCheckedChange={() => change.send({})}
      >
        {code} · {KINDS[kind]}
      </SwitchRow>
      {change.error && (
        <Callout tone="danger" role="alert" title="Nothing was changed">
          {change.error.message}
        </Callout>
      )}
    </>
  )
}
