import {
  Activity,
  BadgeCheck,
  EyeOff,
  Globe,
  HardDrive,
  type LucideIcon,
  Plug,
  ShieldCheck,
  TrendingUp,
  Truck,
  Zap,
} from 'lucide-react'
import { cn } from './cn.ts'

const icons: Record<string, LucideIcon> = {
  'hard-drive': HardDrive,
  zap: Zap,
  activity: Activity,
  'trending-up': TrendingUp,
  globe: Globe,
  'eye-off': EyeOff,
  truck: Truck,
  'badge-check': BadgeCheck,
  'shield-check': ShieldCheck,
  plug: Plug,
}

/** Every name there is an icon for. */
export const addonIconNames: readonly string[] = Object.keys(icons)

/** The catalog's icon names; a name nobody knows shows a hard drive (S0.11). */
export function AddonIcon({ name, className }: { name: string | null | undefined; className?: string }) {
  const Icon = (name && Object.hasOwn(icons, name) && icons[name]) || HardDrive
  return <Icon aria-hidden className={cn('size-5', className)} />
}
