/** `STANDARD` → "Standard": how a tier is called where only its code is known. */
export function tierName(code: string | null): string {
  if (code === null) return 'No tier'
  return code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' ')
}
