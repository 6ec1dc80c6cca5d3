import { type ReactNode, useId } from 'react'

type SwitchRowProps = {
  title: string
  checked: boolean
  disabled?: boolean
  onCheckedChange: (checked: boolean) => void
  /** What turning it on means. */
  children: ReactNode
}

/** Something that is on or off, with what it means; the whole row switches it. */
export function SwitchRow({ title, checked, disabled, onCheckedChange, children }: SwitchRowProps) {
  const id = useId()
  return (
    <label
      htmlFor={id}
      className="flex cursor-pointer items-start justify-between gap-4 rounded-md border border-line px-4 py-3 has-disabled:cursor-not-allowed has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
    >
      <span>
        <span id={`${id}-title`} className="block font-medium">
          {title}
        </span>
        <span id={`${id}-text`} className="block text-ink-muted">
          {children}
        </span>
      </span>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        disabled={disabled}
        onChange={(event) => onCheckedChange(event.currentTarget.checked)}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        className="relative mt-0.5 h-6 w-10 shrink-0 cursor-[inherit] appearance-none rounded-full border border-transparent bg-line-strong outline-none transition-colors before:absolute before:top-0.5 before:left-0.5 before:size-4.5 before:rounded-full before:bg-surface before:shadow-1 before:transition-transform checked:bg-accent checked:before:translate-x-4 disabled:opacity-50"
      />
    </label>
  )
}
