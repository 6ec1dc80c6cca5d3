import Link from 'next/link'
import { Button } from '#components/ui/button.tsx'

type PageNavProps = { label: string; path: string; prev: string | null; next: string | null }

/** Leads through the pages of a list whose newest is first. */
export function PageNav({ label, path, prev, next }: PageNavProps) {
  if (prev === null && next === null) return null
  return (
    <nav aria-label={label} className="flex justify-end gap-2">
      <PageLink path={path} page={prev} label="Newer" />
      <PageLink path={path} page={next} label="Older" />
    </nav>
  )
}

function PageLink({ path, page, label }: { path: string; page: string | null; label: string }) {
  if (page === null) {
    return (
      <Button variant="secondary" size="sm" disabled>
        {label}
      </Button>
    )
  }
  return (
    <Button variant="secondary" size="sm" asChild>
      <Link href={`${path}?page=${page}`}>{label}</Link>
    </Button>
  )
}
