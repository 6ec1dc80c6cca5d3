import type { Metadata } from 'next'
import { KeyScreen } from '#components/keys/key-screen.tsx'
import { KEY_FAMILY } from '#lib/keys/key-family.ts'

export const metadata: Metadata = { title: 'API key' }

export default async function KeyPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <KeyScreen id={id} family={KEY_FAMILY} />
}
