'use client'

import { z } from 'zod'
import { DeskForm } from '#components/admin/desk-form.tsx'
import { useDeskAction } from '#components/admin/use-desk-action.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import type { InvoiceDetail } from '#lib/admin/invoice-desk-schemas.ts'

type VoidDialogProps = { invoice: InvoiceDetail; onClose: () => void }

/** Withdraws an invoice nobody has paid. */
export function VoidDialog({ invoice: { id, number }, onClose }: VoidDialogProps) {
  const withdraw = useDeskAction<Record<string, never>, z.ZodType>({
    path: `/api/admin/invoices/${id}/void`,
    schema: z.object({ state: z.literal('void') }),
    onDone: onClose,
  })
  return (
    <Dialog
      open
      onOpenChange={onClose}
      locked={withdraw.isPending}
      title={`Withdraw invoice ${number}?`}
      description="It stays in the book with its number, and asks for nothing any more. This cannot be undone."
    >
      <DeskForm
        failed="The invoice was not withdrawn"
        error={withdraw.error}
        ready
        pending={withdraw.isPending}
        danger
        keep="Keep it"
        label="Withdraw it"
        onCancel={onClose}
        onSubmit={() => withdraw.send({})}
      >
        <p>Whoever has its mail and wants to pay is told that it was withdrawn.</p>
      </DeskForm>
    </Dialog>
  )
}
