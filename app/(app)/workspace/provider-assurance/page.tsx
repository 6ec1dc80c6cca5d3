import { Download } from 'lucide-react'
import type { Metadata } from 'next'
import { UpgradeLanding } from '#components/gates/upgrade-landing.tsx'
import { Button } from '#components/ui/button.tsx'
import { DutyPage } from '#components/workspace/duty-page.tsx'
import { loadDuties } from '#lib/workspace/load-duties.ts'
import { openTrack } from '#lib/workspace/open-workspace.ts'
import { AssuranceFindings } from '../assurance-findings.tsx'

export const metadata: Metadata = { title: 'Provider Assurance' }

export default async function ProviderAssurancePage() {
  const { customerId, track, access } = await openTrack('provider_assurance')
  if (access && !access.allowed) return <UpgradeLanding access={access} />
  const duties = await loadDuties({ customerId, track: track.code })
  const auditFile = (
    <Button variant="secondary" size="sm" asChild>
      <a href="/api/workspace/audit-file" download>
        <Download aria-hidden />
        Audit file (CSV)
      </a>
    </Button>
  )
  return (
    <DutyPage name={track.name} lead={track.lead} duties={duties} actions={auditFile}>
      <AssuranceFindings customerId={customerId} />
    </DutyPage>
  )
}
