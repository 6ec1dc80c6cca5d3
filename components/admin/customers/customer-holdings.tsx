'use client'

import { PackageOpen } from 'lucide-react'
import { DeskTime } from '#components/admin/desk-time.tsx'
import { Code, Facts } from '#components/admin/facts.tsx'
import { providerName } from '#components/admin/statuses.ts'
import { StaticTable } from '#components/admin/table/static-table.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import type { CustomerDetail, FamilyHeld } from '#lib/admin/customer-schemas.ts'
import { heldColumns } from './held-columns.tsx'
import { MayTable } from './may-table.tsx'
import { useCustomer } from './use-customer.ts'

/** Who a customer is, what it holds in each family, and what it may do. */
export function CustomerHoldings({ id }: { id: string }) {
  const { data } = useCustomer(id)
  // The frame around it says that it loads.
  if (!data) return null
  return (
    <div className="flex flex-col gap-8">
      <Facts facts={factsOf(data)} />
      {data.families.length === 0 && (
        <EmptyState icon={PackageOpen} title="Holds nothing">
          This customer has not bought anything yet, and nothing was granted to it.
        </EmptyState>
      )}
      {data.families.map((family) => (
        <FamilySection key={family.apiKey?.id ?? family.code} family={family} />
      ))}
    </div>
  )
}

function factsOf(customer: CustomerDetail) {
  const { billing, members, providerIds } = customer
  return [
    {
      name: 'People',
      value: members.map(({ email, role }) => (
        <p key={email}>
          {email} <span className="text-ink-muted">· {role}</span>
        </p>
      )),
    },
    {
      name: 'Billed as',
      value: billing && (
        <>
          {billing.legalName}, {billing.country}
          {billing.taxId && (
            <p>
              <Code>{billing.taxId}</Code>
            </p>
          )}
        </>
      ),
    },
    { name: 'Customer since', value: <DeskTime iso={customer.createdAt} /> },
    {
      name: 'At providers',
      value:
        providerIds.length > 0 &&
        providerIds.map(({ provider, externalId }) => (
          <p key={externalId}>
            {providerName(provider)} <Code>{externalId}</Code>
          </p>
        )),
    },
    { name: 'External id', value: <Code>{customer.externalId}</Code> },
    { name: 'Customer id', value: <Code>{customer.id}</Code> },
  ]
}

const AGREEMENTS = {
  pending: { label: 'waits to be approved', tone: 'warning' },
  active: { label: 'renews', tone: 'success' },
  past_due: { label: 'past due', tone: 'danger' },
  halted: { label: 'halted', tone: 'danger' },
  canceled: { label: 'canceled', tone: 'neutral' },
} as const

function FamilySection({ family }: { family: FamilyHeld }) {
  const title = family.apiKey ? `${family.name}: ${family.apiKey.name}` : family.name
  const lead = [
    ...(family.apiKey?.revoked ? ['Revoked'] : []),
    family.plan ? `${family.plan} plan` : 'No plan',
    ...(family.nextPlan ? [`${family.nextPlan} from the next period`] : []),
    `through ${providerName(family.provider)}`,
  ]
  return (
    <Section
      title={title}
      lead={lead.join(' · ')}
      aside={
        <div className="flex flex-wrap gap-2">
          {family.agreements.map(({ status, externalId, periodEndsAt }) => (
            <Badge key={externalId ?? status} tone={AGREEMENTS[status].tone}>
              {externalId && <Code>{externalId}</Code>} {AGREEMENTS[status].label}
              {status === 'active' && periodEndsAt && (
                <>
                  {' '}
                  <DeskTime iso={periodEndsAt} show="date" />
                </>
              )}
            </Badge>
          ))}
        </div>
      }
    >
      <StaticTable
        label={`Held of ${title}`}
        columns={heldColumns}
        rows={family.held}
        empty="Holds nothing of it."
      />
      <MayTable family={family} />
    </Section>
  )
}
