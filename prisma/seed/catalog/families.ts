import type { FamilySeed } from '#lib/catalog/catalog-seed.ts'
import { customProjects } from './custom-projects.ts'
import { forwardApi } from './forward-api.ts'
import { klarvo } from './klarvo.ts'
import { services } from './services.ts'
import { smartMl } from './smart-ml.ts'

/** The families the repository ships. The first is that of customers who never said which one they mean. */
export const families: FamilySeed[] = [smartMl, klarvo, customProjects, services, forwardApi]
