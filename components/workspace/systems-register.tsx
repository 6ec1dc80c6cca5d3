'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { z } from 'zod'
import { useApiMutation } from '#components/api/use-api-mutation.ts'
import { useEntitlements } from '#components/gates/entitlements-provider.tsx'
import { Badge, type BadgeTone } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Section } from '#components/ui/section.tsx'
import { Table, TableCell, TableHead, TableRow } from '#components/ui/table.tsx'
import type { RiskClass, SystemView } from '#lib/workspace/schemas.ts'
import { AddSystemForm } from './add-system-form.tsx'

const risks: Record<RiskClass, { label: string; tone: BadgeTone }> = {
  minimal: { label: 'Minimal risk', tone: 'neutral' },
  limited: { label: 'Limited risk', tone: 'accent' },
  high: { label: 'High risk', tone: 'warning' },
}

/** The AI systems a customer answers for, as many as its plan allows. */
export function SystemsRegister({ systems }: { systems: SystemView[] }) {
  const limit = useEntitlements()?.features.find(({ code }) => code === 'ai_systems')?.value
  const counted = systems.length === 1 ? '1 system' : `${systems.length} systems`
  const lead = typeof limit === 'number' ? `${systems.length} of ${limit} systems` : counted
  return (
    <Section title="AI systems" lead={<span className="numeric">{lead}</span>}>
      <Card>
        {systems.length > 0 && (
          <Table label="AI systems">
            <thead>
              <tr>
                <TableHead>Name</TableHead>
                <TableHead>Risk class</TableHead>
                <TableHead>
                  <span className="sr-only">Remove</span>
                </TableHead>
              </tr>
            </thead>
            <tbody>
              {systems.map((system) => (
                <SystemRow key={system.id} system={system} />
              ))}
            </tbody>
          </Table>
        )}
        <AddSystemForm isFirst={systems.length === 0} />
      </Card>
    </Section>
  )
}

function SystemRow({ system }: { system: SystemView }) {
  const router = useRouter()
  const { label, tone } = risks[system.risk]
  const remove = useApiMutation({
    call: () => ({ method: 'DELETE', path: `/api/workspace/systems/${system.id}` }),
    schema: z.null(),
    onSuccess: () => router.refresh(),
  })
  return (
    <TableRow>
      <TableCell className="w-full font-medium">{system.name}</TableCell>
      <TableCell className="whitespace-nowrap">
        <Badge tone={tone}>{label}</Badge>
      </TableCell>
      <TableCell className="py-1.5 pl-0">
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Remove ${system.name}`}
          loading={remove.isPending}
          onClick={() => remove.mutate(undefined, { onError: (error) => toast.error(error.message) })}
        >
          <Trash2 aria-hidden />
        </Button>
      </TableCell>
    </TableRow>
  )
}
