'use client'

import { Braces, ChevronDown, LogOut } from 'lucide-react'
import Link from 'next/link'
import { signOut } from 'next-auth/react'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { ThemeMenuItems } from './theme-menu-items.tsx'

type AccountMenuProps = { email: string; customerName: string }

export function AccountMenu({ email, customerName }: AccountMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex h-9 min-w-0 max-w-full items-center gap-2 rounded-md px-2 text-ink-muted transition-colors hover:bg-sunken hover:text-ink">
        <span className="sr-only">Account:</span>
        <span className="max-w-32 truncate sm:max-w-56">{customerName}</span>
        <ChevronDown aria-hidden className="size-4 shrink-0" />
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <div className="px-2.5 py-1.5">
          <p className="truncate font-medium">{customerName}</p>
          <p className="truncate text-ink-muted">{email}</p>
        </div>
        <DropdownMenuSeparator />
        <ThemeMenuItems />
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href="/docs">
            <Braces aria-hidden />
            API
          </Link>
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => signOut({ callbackUrl: '/sign-in' })}>
          <LogOut aria-hidden />
          Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
