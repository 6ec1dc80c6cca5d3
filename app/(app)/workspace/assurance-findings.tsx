import { Findings } from '#components/workspace/findings.tsx'
import { loadAssurance } from '#lib/workspace/load-assurance.ts'

/** Goes inside a gate: it reads what it shows itself, so that behind a closed one nothing is read. */
export async function AssuranceFindings({ customerId }: { customerId: string }) {
  return <Findings {...(await loadAssurance(customerId))} />
}
