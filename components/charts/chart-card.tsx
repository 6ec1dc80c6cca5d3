'use client'

import { type ReactNode, useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Table, TableCell, TableHead, TableRow } from '#components/ui/table.tsx'

export type ChartColumn<Point> = { name: string; value: (point: Point) => ReactNode }

type ChartCardProps<Point> = {
  title: string
  lead: ReactNode
  /** What colour means what. */
  legend: readonly { name: string; color: string }[]
  /** The same numbers for whoever reads them, a row for each point. */
  rows: readonly Point[]
  keyOf: (point: Point) => string
  head: string
  headOf: (point: Point) => string
  columns: readonly ChartColumn<Point>[]
  /** The chart itself. */
  children: ReactNode
}

/** A chart, and the table behind it: what a picture shows can be read, too. */
export function ChartCard<Point>(props: ChartCardProps<Point>) {
  const { title, lead, legend, rows, columns } = props
  const id = useId()
  const [asTable, setAsTable] = useState(false)
  return (
    <Card className="min-w-0 gap-4 p-5">
      <div className="flex items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          <p className="mt-0.5 text-sm text-ink-muted">{lead}</p>
        </div>
        <Button variant="secondary" size="sm" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show as chart' : 'Show as table'}
        </Button>
      </div>
      {asTable ? (
        <div className="max-h-80 overflow-y-auto">
          <Table label={title}>
            <thead>
              <tr>
                <TableHead>{props.head}</TableHead>
                {columns.map(({ name }) => (
                  <TableHead key={name} numeric>
                    {name}
                  </TableHead>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((point) => (
                <TableRow key={props.keyOf(point)}>
                  <TableCell className="whitespace-nowrap py-2">{props.headOf(point)}</TableCell>
                  {columns.map(({ name, value }) => (
                    <TableCell key={name} numeric className="py-2">
                      {value(point)}
                    </TableCell>
                  ))}
                </TableRow>
              ))}
            </tbody>
          </Table>
        </div>
      ) : (
        <figure aria-labelledby={id} className="flex min-w-0 flex-col gap-3">
          {props.children}
          <figcaption>
            <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-muted">
              {legend.map(({ name, color }) => (
                <li key={name} className="inline-flex items-center gap-1.5">
                  <span aria-hidden className="size-2.5 rounded-full" style={{ background: color }} />
                  {name}
                </li>
              ))}
            </ul>
          </figcaption>
        </figure>
      )}
    </Card>
  )
}
