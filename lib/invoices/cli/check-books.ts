import { closeDatabase, database } from '#lib/db/client.ts'
import { checkBooks } from '../check-books.ts'

/** `npm run books:check`: says what is wrong in the books, and ends with 1 when anything is. */
const { rules, violations } = await checkBooks(database())
await closeDatabase()
for (const violation of violations) console.log(`✗ ${violation}`)
if (violations.length > 0) process.exitCode = 1
else console.log(`✓ The books agree: ${rules} rules, nothing broken.`)
