import type { Metadata } from 'next'
import { UpgradeLanding } from '#components/gates/upgrade-landing.tsx'
import { DutyPage } from '#components/workspace/duty-page.tsx'
import { loadDuties } from '#lib/workspace/load-duties.ts'
import { openTrack } from '#lib/workspace/open-workspace.ts'

export const metadata: Metadata = { title: 'Importer & Distributor' }

export default async function ImporterDistributorPage() {
  const { customerId, track, access } = await openTrack('importer_distributor')
  if (access && !access.allowed) return <UpgradeLanding access={access} />
  return (
    <DutyPage
      name={track.name}
      lead={track.lead}
      duties={await loadDuties({ customerId, track: track.code })}
    />
  )
}
