import type { Metadata } from 'next'
import { KeysStatistics } from '#components/admin/keys/keys-statistics.tsx'

export const metadata: Metadata = { title: 'API keys' }

export default function AdminKeysPage() {
  return <KeysStatistics />
}
