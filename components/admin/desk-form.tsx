import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Callout } from '#components/ui/callout.tsx'
import { DialogBody, DialogFooter } from '#components/ui/dialog.tsx'

type DeskFormProps = {
  /** What did not happen, should it fail. */
  failed: string
  error: Error | null
  ready: boolean
  pending: boolean
  danger?: boolean
  keep: string
  /** What the button says it does. */
  label: ReactNode
  onCancel: () => void
  onSubmit: () => void
  children: ReactNode
}

/** The inside of a dialog in which staff do something that cannot be undone. */
export function DeskForm(props: DeskFormProps) {
  const { failed, error, ready, pending, danger = false, keep, label, onCancel, onSubmit, children } = props
  return (
    <form
      className="contents"
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onSubmit()
      }}
    >
      <DialogBody className="flex flex-col gap-4">
        {error && (
          <Callout tone="danger" role="alert" title={failed}>
            {error.message}
          </Callout>
        )}
        {children}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" disabled={pending} onClick={onCancel}>
          {keep}
        </Button>
        <Button type="submit" variant={danger ? 'danger' : 'primary'} disabled={!ready} loading={pending}>
          {label}
        </Button>
      </DialogFooter>
    </form>
  )
}
