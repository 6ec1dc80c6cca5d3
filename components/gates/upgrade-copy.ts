import type { AddonAccess } from '#lib/entitlements/schemas.ts'

type UpgradeCopy = { title: string; pitch: string; points: readonly string[] }

/** What to say of an add-on to who does not have it. The catalog describes it where nothing is said here. */
const COPY: Record<string, UpgradeCopy> = {
  importer_distributor: {
    title: 'Importer & Distributor',
    pitch:
      'For companies that bring AI systems of other makers to the European market: every check that importers and distributors owe, and where each of them stands.',
    points: [
      'Checks before a system enters the market (Art. 23)',
      'Checks before it is passed on (Art. 24)',
      'What to keep for ten years, and when to withdraw or recall',
    ],
  },
  provider_track: {
    title: 'Provider Track',
    pitch:
      'For companies that sell high-risk AI systems under their own name: everything from risk management to the CE marking.',
    points: [
      'All conformity documents in one list, article by article (Art. 9–17)',
      'Conformity assessment, declaration and CE marking in their order (Art. 43–49)',
      'One place where the whole team sees how far each of them is',
    ],
  },
  provider_assurance: {
    title: 'Provider Assurance',
    pitch: 'For providers who have to prove it: what an auditor would find, before the auditor finds it.',
    points: [
      'Findings: what was signed before the work it rests on was done',
      'Post-market monitoring and serious incidents (Art. 72, 73)',
      'The audit file, ready to hand over',
      'The whole Provider Track is part of it',
    ],
  },
}

/** S3.2 the words of an upgrade, per add-on. */
export function upgradeCopy(addon: AddonAccess): UpgradeCopy {
  return COPY[addon.code] ?? { title: addon.name, pitch: addon.description, points: [] }
}
