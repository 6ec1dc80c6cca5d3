import type { FamilySeed } from '#lib/catalog/catalog-seed.ts'
import { smartMl } from './smart-ml.ts'

/** The families the repository ships. */
export const families: FamilySeed[] = [smartMl]
