'use client'

import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { ChartCard } from '#components/charts/chart-card.tsx'
import { CHART, ChartTooltip } from '#components/charts/chart-parts.tsx'
import { Money } from '#components/ui/money.tsx'
import type { Analytics } from '#lib/analytics/schemas.ts'
import { bucketName } from './bucket-words.ts'
import { axisAmount } from './figure-words.ts'
import { MOVEMENTS } from './movement-kinds.ts'

/** What moved the MRR in each bucket: gains above the line, losses below it. */
export function MovementsChart({ data }: { data: Analytics }) {
  const { currency, bucket, series } = data
  const net = ({ movements }: Point) => MOVEMENTS.reduce((sum, { kind }) => sum + movements[kind], 0)
  const money = (amountMinor: number) => (
    <Money amountMinor={amountMinor} currency={currency} decimals="always" />
  )
  return (
    <ChartCard
      title="What moved it"
      lead="Gains above the line, losses below it."
      legend={MOVEMENTS}
      rows={series}
      keyOf={({ start }) => start}
      head="Period"
      headOf={(point) => bucketName(point, bucket)}
      columns={[
        ...MOVEMENTS.map(({ kind, name }) => ({
          name,
          value: (point: Point) => money(point.movements[kind]),
        })),
        { name: 'Together', value: (point) => money(net(point)) },
      ]}
    >
      <ResponsiveContainer width="100%" height={CHART.height} initialDimension={CHART.initial}>
        <BarChart
          data={series}
          margin={CHART.margin}
          stackOffset="sign"
          title={`What moved MRR, in ${currency}; arrow keys read it bar by bar`}
        >
          <CartesianGrid vertical={false} stroke={CHART.line} />
          <XAxis
            dataKey={(point: Point) => bucketName(point, bucket)}
            tick={CHART.tick}
            tickLine={false}
            axisLine={false}
            minTickGap={32}
          />
          <YAxis
            tick={CHART.tick}
            tickLine={false}
            axisLine={false}
            width={64}
            tickFormatter={(amount: number) => axisAmount(amount, currency)}
          />
          <ReferenceLine y={0} stroke="var(--line-strong)" />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--sunken)' }}
            content={({ active, payload }) => {
              const point: Point | undefined = payload[0]?.payload
              if (!active || !point) return null
              const parts = MOVEMENTS.flatMap(({ kind, ...part }) => {
                const amountMinor = point.movements[kind]
                return amountMinor === 0 ? [] : [{ ...part, value: money(amountMinor) }]
              })
              return (
                <ChartTooltip title={bucketName(point, bucket)} parts={parts} total={money(net(point))} />
              )
            }}
          />
          {MOVEMENTS.map(({ kind, name, color }) => (
            <Bar
              key={kind}
              dataKey={(point: Point) => point.movements[kind]}
              name={name}
              stackId="moved"
              fill={color}
              maxBarSize={28}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </ChartCard>
  )
}

type Point = Analytics['series'][number]
