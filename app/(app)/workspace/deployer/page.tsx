import type { Metadata } from 'next'
import { DutyPage } from '#components/workspace/duty-page.tsx'
import { loadDuties } from '#lib/workspace/load-duties.ts'
import { openTrack } from '#lib/workspace/open-workspace.ts'

export const metadata: Metadata = { title: 'Deployer duties' }

export default async function DeployerPage() {
  const { customerId, track } = await openTrack('deployer')
  return (
    <DutyPage
      name={track.name}
      lead={track.lead}
      duties={await loadDuties({ customerId, track: track.code })}
    />
  )
}
