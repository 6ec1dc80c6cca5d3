import { Download } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'

type PdfLinkProps = { kind: 'invoices' | 'credit-notes'; id: string; number: string }

/** Downloads a document as its customer has it. */
export function PdfLink({ kind, id, number }: PdfLinkProps) {
  return (
    <Button variant="secondary" size="sm" asChild>
      <a href={`/api/admin/${kind}/${id}/pdf`} download aria-label={`PDF of ${number}`}>
        <Download aria-hidden /> PDF
      </a>
    </Button>
  )
}
