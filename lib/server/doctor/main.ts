/** `npm run doctor` (S0.15): says what is in order and what is not, and how to put it right. */
import { closeDatabase } from '#lib/db/client.ts'
import { examine } from './examine.ts'

const counts = { good: 0, bad: 0 }
try {
  for await (const finding of examine(process.env)) {
    console.log(`${finding.ok ? '✓' : '✗'} ${finding.what}`)
    if (finding.ok) counts.good += 1
    else {
      counts.bad += 1
      console.log(`    → ${finding.fix}`)
    }
  }
  const found = counts.bad === 1 ? '1 thing needs' : `${counts.bad} things need`
  console.log(
    counts.bad === 0
      ? `\nAll ${counts.good} checks are in order.`
      : `\n${found} attention, ${counts.good} are in order.`,
  )
  if (counts.bad > 0) process.exitCode = 1
} finally {
  await closeDatabase()
}
