'use client'

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartCard } from '#components/charts/chart-card.tsx'
import { CHART, ChartTooltip } from '#components/charts/chart-parts.tsx'
import { Money } from '#components/ui/money.tsx'
import type { Analytics } from '#lib/analytics/schemas.ts'
import { bucketName } from './bucket-words.ts'
import { axisAmount } from './figure-words.ts'

const PARTS = [
  { key: 'planMinor', name: 'Plans', color: 'var(--part-2)' },
  { key: 'addonMinor', name: 'Add-ons', color: 'var(--part-3)' },
] as const

/** MRR at the end of each bucket: add-ons on top of plans. */
export function MrrChart({ data }: { data: Analytics }) {
  const { currency, bucket, series } = data
  const money = (amountMinor: number) => (
    <Money amountMinor={amountMinor} currency={currency} decimals="always" />
  )
  return (
    <ChartCard
      title="Monthly recurring revenue"
      lead="At the end of each period, add-ons on top of plans."
      legend={PARTS}
      rows={series}
      keyOf={({ start }) => start}
      head="Period"
      headOf={(point) => bucketName(point, bucket)}
      columns={[
        ...PARTS.map(({ key, name }) => ({ name, value: (point: Point) => money(point[key]) })),
        { name: 'Together', value: (point) => money(point.planMinor + point.addonMinor) },
      ]}
    >
      <ResponsiveContainer width="100%" height={CHART.height} initialDimension={CHART.initial}>
        <AreaChart
          data={series}
          margin={CHART.margin}
          title={`MRR in ${currency}; arrow keys read it point by point`}
        >
          <CartesianGrid vertical={false} stroke={CHART.line} />
          <XAxis
            dataKey={(point: Point) => bucketName(point, bucket)}
            tick={CHART.tick}
            tickLine={false}
            axisLine={{ stroke: CHART.line }}
            minTickGap={32}
          />
          <YAxis
            tick={CHART.tick}
            tickLine={false}
            axisLine={false}
            width={64}
            tickFormatter={(amount: number) => axisAmount(amount, currency)}
          />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const point: Point | undefined = payload[0]?.payload
              if (!active || !point) return null
              const parts = PARTS.map(({ key, ...part }) => ({ ...part, value: money(point[key]) }))
              return (
                <ChartTooltip
                  title={bucketName(point, bucket)}
                  parts={parts}
                  total={money(point.planMinor + point.addonMinor)}
                />
              )
            }}
          />
          {PARTS.map(({ key, name, color }) => (
            <Area
              key={key}
              type="linear"
              dataKey={key}
              name={name}
              stackId="mrr"
              stroke={color}
              strokeWidth={2}
              fill={color}
              fillOpacity={0.18}
              dot={series.length === 1}
              isAnimationActive={false}
            />
          ))}
        </AreaChart>
      </ResponsiveContainer>
    </ChartCard>
  )
}

type Point = Analytics['series'][number]
