/**
 * A part of the workspace: who has to do what. `feature` is what opens it; null is open to every customer of the family.
 */
export type Track = { code: TrackCode; name: string; lead: string; feature: string | null }

export type TrackCode = 'deployer' | 'importer_distributor' | 'provider' | 'provider_assurance'

/** Something the AI Act (Regulation (EU) 2024/1689) asks of somebody. `after`: what it rests on. */
export type Duty = {
  code: string
  track: TrackCode
  article: string
  title: string
  after?: readonly string[]
}

/** The family whose application the workspace is. */
export const WORKSPACE_FAMILY = 'klarvo'

export const tracks: readonly Track[] = [
  {
    code: 'deployer',
    name: 'Deployer duties',
    lead: 'What everyone owes who uses AI systems at work.',
    feature: null,
  },
  {
    code: 'importer_distributor',
    name: 'Importer & Distributor',
    lead: 'Checks along the supply chain, before a system enters the market and before it is passed on.',
    feature: 'importer_distributor_track',
  },
  {
    code: 'provider',
    name: 'Provider',
    lead: 'The conformity documents of a high-risk system, from the first risk list to the CE marking.',
    feature: 'provider_track',
  },
  {
    code: 'provider_assurance',
    name: 'Provider Assurance',
    lead: 'What happens after the sale, and what an auditor would find today.',
    feature: 'provider_assurance',
  },
]

const duty = (track: TrackCode, code: string, article: string, title: string, ...after: string[]): Duty => ({
  code,
  track,
  article,
  title,
  ...(after.length > 0 ? { after } : {}),
})

export const duties: readonly Duty[] = [
  duty('deployer', 'literacy', 'Art. 4', 'Train the people who work with AI'),
  duty('deployer', 'prohibited', 'Art. 5', 'Rule out prohibited practices'),
  duty('deployer', 'instructions', 'Art. 26(1)', 'Use systems as their instructions say'),
  duty('deployer', 'oversight', 'Art. 26(2)', 'Name who oversees each system'),
  duty('deployer', 'usage_logs', 'Art. 26(6)', 'Keep the logs for six months'),
  duty('deployer', 'disclosure', 'Art. 50', 'Tell people when they deal with AI'),

  duty('importer_distributor', 'import_assessment', 'Art. 23(1)(a)', 'The provider has assessed conformity'),
  duty(
    'importer_distributor',
    'import_documentation',
    'Art. 23(1)(b)',
    'Technical documentation is drawn up',
  ),
  duty(
    'importer_distributor',
    'import_marking',
    'Art. 23(1)(c)',
    'CE marking, declaration and instructions are there',
  ),
  duty(
    'importer_distributor',
    'import_representative',
    'Art. 23(1)(d)',
    'An authorised representative is named',
  ),
  duty('importer_distributor', 'import_contact', 'Art. 23(3)', 'Our name and address are on the system'),
  duty('importer_distributor', 'import_records', 'Art. 23(5)', 'Certificates are kept for ten years'),
  duty(
    'importer_distributor',
    'distribution_check',
    'Art. 24(1)',
    'Marking and documents are checked before passing on',
  ),
  duty(
    'importer_distributor',
    'distribution_storage',
    'Art. 24(3)',
    'Storage and transport keep it conformant',
  ),
  duty('importer_distributor', 'distribution_recall', 'Art. 24(4)', 'We know how to withdraw or recall'),

  duty('provider', 'risk_management', 'Art. 9', 'Risk management system'),
  duty('provider', 'data_governance', 'Art. 10', 'Data governance of training and test data'),
  duty(
    'provider',
    'technical_documentation',
    'Art. 11',
    'Technical documentation',
    'risk_management',
    'data_governance',
  ),
  duty('provider', 'record_keeping', 'Art. 12', 'Automatic record keeping'),
  duty('provider', 'transparency', 'Art. 13', 'Instructions for use'),
  duty('provider', 'human_oversight', 'Art. 14', 'Human oversight by design'),
  duty('provider', 'robustness', 'Art. 15', 'Accuracy, robustness and cybersecurity'),
  duty('provider', 'quality_management', 'Art. 17', 'Quality management system'),
  duty(
    'provider',
    'conformity',
    'Art. 43',
    'Conformity assessment',
    'technical_documentation',
    'quality_management',
  ),
  duty('provider', 'declaration', 'Art. 47', 'EU declaration of conformity', 'conformity'),
  duty('provider', 'ce_marking', 'Art. 48', 'CE marking', 'declaration'),
  duty('provider', 'registration', 'Art. 49', 'Registration in the EU database', 'declaration'),

  duty('provider_assurance', 'corrective_actions', 'Art. 20', 'Corrective actions have an owner'),
  duty(
    'provider_assurance',
    'authority_requests',
    'Art. 21',
    'Requests of authorities are answered from one place',
  ),
  duty(
    'provider_assurance',
    'monitoring_plan',
    'Art. 72',
    'Post-market monitoring plan',
    'technical_documentation',
  ),
  duty(
    'provider_assurance',
    'incident_reporting',
    'Art. 73',
    'Serious incidents are reported in 15 days',
    'monitoring_plan',
  ),
  duty(
    'provider_assurance',
    'document_retention',
    'Art. 18',
    'Documents are kept for ten years',
    'declaration',
  ),
]

export function findTrack(code: TrackCode): Track {
  const track = tracks.find((candidate) => candidate.code === code)
  if (!track) throw new Error(`There is no track ${code}`)
  return track
}
