'use client'

import { useQuery } from '@tanstack/react-query'
import { Sparkles, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { intentKey } from '#components/api/intent-key.ts'
import { request } from '#components/api/request.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { Button } from '#components/ui/button.tsx'
import { announcementList } from '#lib/notifications/schemas.ts'

/** What is new, once (S0.15): shown is seen, and it stays on the page until the reader moves on or takes it away. */
export function Announcements() {
  const { data } = useQuery({
    queryKey: billingKeys.announcements,
    queryFn: async () => (await request({ path: '/api/announcements', schema: announcementList })).data,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [closed, setClosed] = useState(false)
  const latest = data?.[0]
  const shown = latest?.id
  useEffect(() => {
    if (!shown) return
    // A lost answer only means that it is shown once more.
    request({
      method: 'POST',
      path: `/api/announcements/${shown}/seen`,
      schema: z.unknown(),
      idempotencyKey: intentKey(),
    }).catch(() => {})
  }, [shown])
  if (!latest || closed) return null
  return (
    <aside
      aria-label="What’s new"
      className="flex gap-3 rounded-lg border border-accent-line bg-accent-soft px-4 py-3"
    >
      <Sparkles aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-ink" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{latest.title}</p>
        <p className="text-ink-muted">{latest.body}</p>
      </div>
      <Button size="sm" variant="ghost" aria-label={`Close: ${latest.title}`} onClick={() => setClosed(true)}>
        <X aria-hidden />
      </Button>
    </aside>
  )
}
