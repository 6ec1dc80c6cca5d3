import { type ReactNode, useId } from 'react'

type RadioCardProps = {
  name: string
  title: string
  checked: boolean
  onSelect: () => void
  /** What choosing it means. */
  children: ReactNode
}

/** One of several ways, with what each means. Goes inside a `fieldset`. */
export function RadioCard({ name, title, checked, onSelect, children }: RadioCardProps) {
  const id = useId()
  return (
    <label
      htmlFor={id}
      className="flex cursor-pointer gap-3 rounded-md border border-line px-4 py-3 transition-colors has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
    >
      <input
        id={id}
        type="radio"
        name={name}
        checked={checked}
        onChange={onSelect}
        aria-describedby={`${id}-text`}
        className="mt-0.5 size-4 shrink-0 accent-accent outline-none"
      />
      <span>
        <span className="block font-medium">{title}</span>
        <span id={`${id}-text`} className="block text-ink-muted">
          {children}
        </span>
      </span>
    </label>
  )
}
