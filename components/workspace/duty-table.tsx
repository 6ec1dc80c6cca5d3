import { Card } from '#components/ui/card.tsx'
import { Table, TableCell, TableHead, TableRow } from '#components/ui/table.tsx'
import type { DutyView } from '#lib/workspace/schemas.ts'
import { DutyStatusSelect } from './duty-status-select.tsx'

/** The duties of a track, each with how far one is. */
export function DutyTable({ label, duties }: { label: string; duties: DutyView[] }) {
  return (
    <Card>
      <Table label={label}>
        <thead>
          <tr>
            <TableHead className="max-sm:hidden">Article</TableHead>
            <TableHead>Duty</TableHead>
            <TableHead className="max-sm:pl-0">Status</TableHead>
          </tr>
        </thead>
        <tbody>
          {duties.map((duty) => (
            <TableRow key={duty.code}>
              <TableCell className="numeric whitespace-nowrap text-ink-muted max-sm:hidden">
                {duty.article}
              </TableCell>
              <TableCell className="w-full">
                {duty.title}
                <p className="numeric text-ink-muted sm:hidden">{duty.article}</p>
              </TableCell>
              <TableCell className="py-2 max-sm:pl-0">
                <DutyStatusSelect duty={duty} />
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
