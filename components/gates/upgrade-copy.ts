import type { AddonAccess } from '#lib/entitlements/schemas.ts'

type UpgradeCopy = { title: string; pitch: string; points: readonly string[] }

/** What to say of an add-on to who does not have it. The catalog describes it where nothing is said here. */
const COPY: Record<string, UpgradeCopy> = {
  importer_distributor: {
    title: 'Importer & Distributor',
    pitch:
      'For who brings AI systems of others to the European market: every check that importers and distributors owe, with its state on record.',
    points: [
      'Checks before a system enters the market (Art. 23)',
      'Checks before it is passed on (Art. 24)',
      'What to keep for ten years, and what to tell authorities',
    ],
  },
  provider_track: {
    title: 'Provider Track',
    pitch:
      'For who builds high-risk AI systems and sells them under their own name: from risk management to the CE marking.',
    points: [
      'All conformity documents in one list, article by article (Art. 9–17)',
      'Conformity assessment, declaration and CE marking in their order (Art. 43–49)',
      'How far each of them is, for everyone in the team',
    ],
  },
  provider_assurance: {
    title: 'Provider Assurance',
    pitch: 'For who has to prove it: what an auditor would find, found before the auditor does.',
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
