import { Badge, type BadgeTone } from '#components/ui/badge.tsx'

/** How a thing stands. */
export function StateBadge({ look: { label, tone } }: { look: { label: string; tone: BadgeTone } }) {
  return <Badge tone={tone}>{label}</Badge>
}
