'use client'

import { useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import Link from 'next/link'
import { toast } from 'sonner'
import { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { useApiQuery } from '#components/api/use-api-query.ts'
import { billingKeys } from '#components/billing/billing-keys.ts'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { type NoticeView, noticeList } from '#lib/notifications/schemas.ts'

/** What the customer should know, until somebody has taken it away. Says nothing when it has nothing to say. */
export function Notices() {
  const { data: notices } = useApiQuery({
    key: billingKeys.notices,
    path: '/api/notices',
    schema: noticeList,
  })
  return notices?.map((notice) => <Notice key={notice.id} notice={notice} />)
}

function Notice({ notice }: { notice: NoticeView }) {
  const client = useQueryClient()
  const dismiss = useApiMutation({
    call: () => ({ path: `/api/notices/${notice.id}/dismiss` }),
    schema: z.unknown(),
    onSuccess: () => {
      client.setQueryData<NoticeView[]>(billingKeys.notices, (list) =>
        list?.filter(({ id }) => id !== notice.id),
      )
    },
  })
  return (
    <Callout
      title={notice.title}
      actions={
        <>
          {notice.action && (
            <Button size="sm" asChild>
              <Link href={notice.action.path}>{notice.action.label}</Link>
            </Button>
          )}
          <Button
            size="sm"
            variant="ghost"
            loading={dismiss.isPending}
            aria-label={`Dismiss: ${notice.title}`}
            onClick={() => dismiss.mutate(undefined, { onError: (error) => toast.error(error.message) })}
          >
            <X aria-hidden />
          </Button>
        </>
      }
    >
      {notice.body.split('\n\n').map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </Callout>
  )
}
