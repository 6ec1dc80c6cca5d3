'use client'

import { Search, SlidersHorizontal } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { TableAddress } from './use-table-address.ts'

/** What a list can be narrowed to. `search` and `days` are called `q`, and `from` and `to`, in every list. */
export type TableFilter =
  | { kind: 'search'; label: string }
  | { kind: 'choice'; name: string; label: string; all: string; options: readonly Option[] }
  | { kind: 'days'; label: string }

type Option = { value: string; label: string }

/** The names a filter has in the address. */
export function filterNames(filter: TableFilter): string[] {
  switch (filter.kind) {
    case 'search':
      return ['q']
    case 'choice':
      return [filter.name]
    case 'days':
      return ['from', 'to']
    default:
      return filter satisfies never
  }
}

type TableFiltersProps = {
  filters: readonly TableFilter[]
  address: TableAddress
  /** At the end of the row. */
  children: ReactNode
}

/** On a phone the search stands alone, and the others fold up behind a button. */
export function TableFilters({ filters, address, children }: TableFiltersProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const search = filters.filter(({ kind }) => kind === 'search')
  const others = filters.filter(({ kind }) => kind !== 'search')
  const chosen = others.filter((filter) => filterNames(filter).some((name) => address.search.has(name)))
  const controls = (some: readonly TableFilter[]) =>
    some.map((filter) => <FilterControl key={filterNames(filter).join()} filter={filter} address={address} />)
  return (
    <div className="flex flex-wrap items-center gap-2">
      {controls(search)}
      {others.length > 0 && (
        <Button
          variant="secondary"
          className="sm:hidden"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          <SlidersHorizontal aria-hidden />
          Filters{chosen.length > 0 && ` (${chosen.length})`}
        </Button>
      )}
      <div
        id={id}
        className={cn(
          'gap-2 max-sm:order-last max-sm:w-full max-sm:grid-cols-2 sm:contents',
          open ? 'grid' : 'hidden',
        )}
      >
        {controls(others)}
      </div>
      {children}
    </div>
  )
}

function FilterControl({ filter, address }: { filter: TableFilter; address: TableAddress }) {
  switch (filter.kind) {
    case 'search':
      return <SearchFilter label={filter.label} address={address} />
    case 'choice':
      return (
        <Select
          aria-label={filter.label}
          value={address.search.get(filter.name) ?? ''}
          options={[{ value: '', label: filter.all }, ...filter.options]}
          onValueChange={(value) => address.set({ [filter.name]: value })}
        />
      )
    case 'days':
      return (
        <fieldset className="col-span-2 flex min-w-0 items-center gap-2" aria-label={filter.label}>
          <span aria-hidden className="text-ink-muted max-sm:hidden">
            {filter.label}
          </span>
          <DayFilter name="from" label={`${filter.label} from`} address={address} />
          <span className="text-ink-muted">to</span>
          <DayFilter name="to" label={`${filter.label} to`} address={address} />
        </fieldset>
      )
    default:
      return filter satisfies never
  }
}

/** Milliseconds without a key that mean that the typing has stopped. */
const PAUSE = 250

/** Asks once the typing stops, or whoever typed goes elsewhere: a row opened then is not taken away by it. What the address says otherwise (Back, "show all") wins over what is typed. */
function SearchFilter({ label, address }: { label: string; address: TableAddress }) {
  const asked = address.search.get('q') ?? ''
  const [typed, setTyped] = useState(asked)
  const sent = useRef(asked)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    if (sent.current === asked) return
    sent.current = asked
    clearTimeout(timer.current)
    timer.current = undefined
    setTyped(asked)
  }, [asked])
  useEffect(() => () => clearTimeout(timer.current), [])
  const ask = (text: string) => {
    clearTimeout(timer.current)
    timer.current = undefined
    sent.current = text.trim()
    address.set({ q: sent.current }, { replace: true })
  }
  const type = (text: string) => {
    setTyped(text)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => ask(text), PAUSE)
  }
  return (
    <span className="relative w-full sm:w-72">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-muted"
      />
      <Input
        type="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        maxLength={200}
        className="pl-9 sm:h-9"
        onChange={(event) => type(event.target.value)}
        onBlur={() => timer.current !== undefined && ask(typed)}
      />
    </span>
  )
}

function DayFilter({ name, label, address }: { name: 'from' | 'to'; label: string; address: TableAddress }) {
  return (
    <Input
      type="date"
      aria-label={label}
      value={address.search.get(name) ?? ''}
      className="min-w-0 flex-1 sm:h-9 sm:w-38"
      onChange={(event) => address.set({ [name]: event.target.value })}
    />
  )
}
