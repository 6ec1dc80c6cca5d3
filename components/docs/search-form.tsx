'use client'

import { Button } from '#components/ui/button.tsx'
import { Input } from '#components/ui/input.tsx'

/** Searching is a form with an address: it works before any script has. */
export function SearchForm({ search }: { search: string }) {
  return (
    <search>
      <form action="/docs" className="flex max-w-xl gap-2">
        <Input
          type="search"
          name="q"
          defaultValue={search}
          aria-label="Search the API"
          placeholder="invoices, POST, cancel…"
        />
        <Button type="submit" variant="secondary">
          Search
        </Button>
      </form>
    </search>
  )
}
