'use client'

import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { ChartCard } from '#components/charts/chart-card.tsx'
import { CHART, ChartTooltip } from '#components/charts/chart-parts.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { formatInstant } from '#components/ui/format-instant.ts'
import { Skeleton, SkeletonRegion } from '#components/ui/skeleton.tsx'
import type { KeyAnalytics } from '#lib/keys/statistics-schemas.ts'
import { useKeyAnalytics } from './key-queries.ts'
import { requests } from './today-words.tsx'

const PARTS = [
  { key: 'base', name: 'Tier', color: 'var(--part-1)' },
  { key: 'addOn', name: 'Packs', color: 'var(--part-2)' },
] as const
const LIMIT = { name: 'Limit', color: 'var(--danger)' }

/** S2.12 thirty days: the tier's own requests, packs on top of them, and the limit of each day. */
export function UsageChart({ apiKeyId }: { apiKeyId: string }) {
  const { data, isError, error, refetch, isFetching } = useKeyAnalytics(apiKeyId)
  if (data) return <Chart data={data} />
  if (isError) {
    return (
      <ErrorState title="The last days could not be loaded" onRetry={() => refetch()} retrying={isFetching}>
        {error.message}
      </ErrorState>
    )
  }
  return (
    <SkeletonRegion label="Loading the last days">
      <Skeleton className="h-96 rounded-lg" />
    </SkeletonRegion>
  )
}

function Chart({ data }: { data: KeyAnalytics }) {
  const { daily, baseRequestsUsed, addOnRequestsUsed } = data
  return (
    <ChartCard
      title="Last 30 days"
      lead={<Lead data={data} />}
      legend={[...PARTS, LIMIT]}
      rows={daily.toReversed()}
      keyOf={({ date }) => date}
      head="Day"
      headOf={dayName}
      columns={[
        ...PARTS.map(({ key, name }) => ({ name, value: (day: Day) => requests(day[key]) })),
        { name: 'Together', value: (day) => requests(day.base + day.addOn) },
        { name: 'Limit', value: (day) => requests(day.limit) },
      ]}
    >
      <ResponsiveContainer width="100%" height={CHART.height} initialDimension={CHART.initial}>
        <ComposedChart
          data={daily}
          margin={CHART.margin}
          title={`Requests a day: ${requests(baseRequestsUsed)} by the tier and ${requests(addOnRequestsUsed)} by packs in 30 days; arrow keys read it day by day`}
        >
          <CartesianGrid vertical={false} stroke={CHART.line} />
          <XAxis dataKey={dayName} tick={CHART.tick} tickLine={false} axisLine={false} minTickGap={32} />
          <YAxis
            tick={CHART.tick}
            tickLine={false}
            axisLine={false}
            width={52}
            allowDecimals={false}
            tickFormatter={(count: number) => requests(count)}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--sunken)' }}
            content={({ active, payload }) => {
              const day: Day | undefined = payload[0]?.payload
              if (!active || !day) return null
              const parts = PARTS.map(({ key, ...part }) => ({ ...part, value: requests(day[key]) }))
              return (
                <ChartTooltip
                  title={dayName(day)}
                  parts={[...parts, { ...LIMIT, value: requests(day.limit) }]}
                  total={requests(day.base + day.addOn)}
                />
              )
            }}
          />
          {PARTS.map(({ key, name, color }) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId="requests"
              fill={color}
              maxBarSize={28}
              isAnimationActive={false}
            />
          ))}
          <Line
            dataKey="limit"
            name={LIMIT.name}
            type="step"
            stroke={LIMIT.color}
            strokeWidth={1.5}
            strokeDasharray="4 3"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </ChartCard>
  )
}

/** What the days come to, and how much of the packs was made use of. */
function Lead({ data }: { data: KeyAnalytics }) {
  const { baseRequestsUsed, addOnRequestsUsed, addOnEfficiency } = data
  const all = baseRequestsUsed + addOnRequestsUsed
  if (all === 0) return 'No requests yet.'
  return (
    <span className="numeric">
      {requests(all)} {all === 1 ? 'request' : 'requests'}, {requests(addOnRequestsUsed)} by packs
      {addOnEfficiency !== null && `: ${addOnEfficiency}% of what packs could give`}.
    </span>
  )
}

type Day = KeyAnalytics['daily'][number]

const dayName = ({ date }: Day): string =>
  formatInstant({ iso: `${date}T00:00:00Z`, timeZone: 'UTC', show: 'day' })
