import { database } from '#lib/db/client.ts'
import { findSavedMethod } from './find-saved-method.ts'
import type { SavedMethod } from './saved-methods.ts'

/** As `findSavedMethod`, at the provider a family is paid by. */
export async function findOwnSavedMethod(options: {
  customerId: string
  familyCode: string
}): Promise<SavedMethod | null> {
  const { customerId, familyCode: code } = options
  const { provider } = await database().productFamily.findUniqueOrThrow({ where: { code } })
  return findSavedMethod({ provider, customerId })
}
