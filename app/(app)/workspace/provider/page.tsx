import type { Metadata } from 'next'
import { AddonGate } from '#components/gates/addon-gate.tsx'
import { UpgradeLanding } from '#components/gates/upgrade-landing.tsx'
import { DutyPage } from '#components/workspace/duty-page.tsx'
import { loadDuties } from '#lib/workspace/load-duties.ts'
import { openTrack } from '#lib/workspace/open-workspace.ts'
import { AssuranceFindings } from '../assurance-findings.tsx'

export const metadata: Metadata = { title: 'Provider' }

export default async function ProviderPage() {
  const { customerId, track, access } = await openTrack('provider')
  if (access && !access.allowed) return <UpgradeLanding access={access} />
  const assurance = await openTrack('provider_assurance')
  return (
    <DutyPage
      name={track.name}
      lead={track.lead}
      duties={await loadDuties({ customerId, track: track.code })}
    >
      {assurance.access && (
        <AddonGate access={assurance.access} showLocked>
          <AssuranceFindings customerId={customerId} />
        </AddonGate>
      )}
    </DutyPage>
  )
}
