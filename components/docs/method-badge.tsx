import { Badge, type BadgeTone } from '#components/ui/badge.tsx'

const TONES: Record<string, BadgeTone> = { GET: 'neutral', POST: 'accent', PUT: 'accent', DELETE: 'danger' }

export function MethodBadge({ method }: { method: string }) {
  return (
    <Badge tone={TONES[method] ?? 'accent'} className="min-w-16 justify-center rounded-md font-mono">
      {method}
    </Badge>
  )
}
