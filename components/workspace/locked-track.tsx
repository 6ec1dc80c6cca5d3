import { Lock } from 'lucide-react'
import Link from 'next/link'
import { PriceWords } from '#components/gates/addon-words.tsx'
import { type GateAccess, offerOf } from '#components/gates/gate-access.ts'
import { Button } from '#components/ui/button.tsx'

type LockedTrackProps = { name: string; href: string; access: GateAccess }

/** A track that is closed, among those that are open: its own page says what it takes. */
export function LockedTrack({ name, href, access }: LockedTrackProps) {
  const price = offerOf(access)?.price
  return (
    <div className="flex items-center gap-4 rounded-lg border border-line border-dashed px-5 py-4">
      <Lock aria-hidden className="size-4 shrink-0 text-ink-faint" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{name}</span>
        {price && (
          <span className="block text-ink-muted">
            Not active. <PriceWords price={price} />
          </span>
        )}
      </p>
      <Button variant="secondary" size="sm" asChild>
        <Link href={href}>
          Learn more<span className="sr-only"> about {name}</span>
        </Link>
      </Button>
    </div>
  )
}
