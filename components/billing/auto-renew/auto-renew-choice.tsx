import { everyInterval } from '#components/billing/interval-words.ts'
import { SwitchRow } from '#components/ui/switch-row.tsx'

type AutoRenewChoiceProps = {
  /** Between two charges. */
  months: number
  checked: boolean
  disabled: boolean
  onChange: (checked: boolean) => void
}

/** S0.10: whether what is bought renews by itself, off until somebody wants it. */
export function AutoRenewChoice({ months, checked, disabled, onChange }: AutoRenewChoiceProps) {
  return (
    <SwitchRow title="Renew automatically" checked={checked} disabled={disabled} onCheckedChange={onChange}>
      Charged {everyInterval(months)} until you turn it off. Your bank asks you to approve it once.
    </SwitchRow>
  )
}
