import { type ReactNode, useId } from 'react'

type RadioCardProps = {
  name: string
  title: string
  checked: boolean
  onSelect: () => void
  /** Beside the title, such as a `Badge`. */
  mark?: ReactNode
  /** What choosing it means. */
  children: ReactNode
}

/** One of several ways, with what each means. Goes inside a `fieldset`. */
export function RadioCard({ name, title, checked, onSelect, mark, children }: RadioCardProps) {
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
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{title}</span>
          {mark}
        </span>
        <span id={`${id}-text`} className="block text-ink-muted">
          {children}
        </span>
      </span>
    </label>
  )
}
