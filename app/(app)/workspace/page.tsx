import type { Metadata } from 'next'
import { Section } from '#components/ui/section.tsx'
import { LockedTrack } from '#components/workspace/locked-track.tsx'
import { SystemsRegister } from '#components/workspace/systems-register.tsx'
import { TrackProgress } from '#components/workspace/track-progress.tsx'
import { tracks } from '#lib/workspace/duties.ts'
import { loadProgress } from '#lib/workspace/load-progress.ts'
import { loadSystems } from '#lib/workspace/load-systems.ts'
import { accessTo, openWorkspace } from '#lib/workspace/open-workspace.ts'

export const metadata: Metadata = { title: 'Workspace' }

export default async function OverviewPage() {
  const visitor = await openWorkspace()
  const doors = await Promise.all(
    tracks.map(async (track) => ({ track, access: await accessTo(visitor, track) })),
  )
  const open = doors.filter(({ access }) => access?.allowed ?? true).map(({ track }) => track.code)
  const progress = await loadProgress({ customerId: visitor.customerId, open })
  return (
    <div className="flex flex-col gap-12">
      <div>
        <h1 className="text-2xl font-semibold">Overview</h1>
        <p className="mt-1 text-ink-muted">
          The AI systems you answer for, and how far you are with what they ask.
        </p>
      </div>
      <SystemsRegister systems={await loadSystems(visitor.customerId)} />
      <Section title="Progress">
        <div className="flex flex-col gap-4">
          {doors.map(({ track, access }) =>
            access && !access.allowed ? (
              <LockedTrack key={track.code} name={track.name} href={pathOf(track.code)} access={access} />
            ) : (
              <TrackProgress
                key={track.code}
                name={track.name}
                progress={progress.find((entry) => entry.track.code === track.code)?.progress}
              />
            ),
          )}
        </div>
      </Section>
    </div>
  )
}

/** `provider_assurance` → `/workspace/provider-assurance`. */
const pathOf = (code: string) => `/workspace/${code.replaceAll('_', '-')}`
