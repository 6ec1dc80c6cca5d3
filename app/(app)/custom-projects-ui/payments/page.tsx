import type { Metadata } from 'next'
import { AddonResult } from '#components/billing/addons/addon-result.tsx'
import { requireViewer } from '#lib/auth/require-viewer.ts'

export const metadata: Metadata = { title: 'Payments' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** S4.1 where a purchase of add-ons leads: what was added or changed, and everything that is held now. */
export default async function PaymentsPage({ searchParams }: Props) {
  await requireViewer()
  const search = await searchParams
  const did = search.addon_updated === 'true' ? 'updated' : search.addon_added === 'true' ? 'added' : null
  return <AddonResult did={did} />
}
