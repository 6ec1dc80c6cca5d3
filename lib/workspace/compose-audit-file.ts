import { requireAccess } from '#lib/entitlements/get-access.ts'
import { findTrack, WORKSPACE_FAMILY } from './duties.ts'
import { loadDuties } from './load-duties.ts'

/**
 * The audit file: every duty of a provider with its state, as CSV (RFC 4180). Throws `access_required` for who does not
 * have assurance.
 */
export async function composeAuditFile(options: { customerId: string; userId: string }): Promise<string> {
  await requireAccess({ ...options, familyCode: WORKSPACE_FAMILY, feature: 'provider_assurance' })
  const lines = [['Track', 'Article', 'Duty', 'Status', 'Updated']]
  for (const track of ['provider', 'provider_assurance'] as const) {
    const found = await loadDuties({ ...options, track })
    for (const { article, title, status, updatedAt } of found) {
      lines.push([findTrack(track).name, article, title, status, updatedAt ?? ''])
    }
  }
  return lines.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('')
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
