import type { Metadata } from 'next'
import { AnalyticsScreen } from '#components/admin/analytics/analytics-screen.tsx'

export const metadata: Metadata = { title: 'Analytics' }

export default function AnalyticsPage() {
  return <AnalyticsScreen />
}
