import { z } from 'zod'
import type { Store } from '../store/open-store.ts'
import { readSetting, removeSetting, writeSetting } from '../store/settings.ts'

/** How unreliable delivery is. What is left out of a new mode goes back to its default. */
export const deliveryModeSchema = z.strictObject({
  /** How often each event is sent in all; 0 means 1. */
  duplicate: z.int().min(0).max(20).default(1),
  /** Each send waits a random moment more, so that events overtake each other. */
  shuffle: z.boolean().default(false),
  delayMs: z.int().min(0).max(86_400_000).default(0),
  /** The share of events that are lost for good: no attempt, no retry. */
  drop: z.number().min(0).max(1).default(0),
  /** Nothing is sent until it is taken back; a redelivery by hand still goes out. */
  paused: z.boolean().default(false),
})

export type DeliveryMode = z.infer<typeof deliveryModeSchema>

const name = 'webhooks.mode'

export function readDeliveryMode(store: Store): DeliveryMode {
  return deliveryModeSchema.parse(readSetting(store, name) ?? {})
}

export function writeDeliveryMode(store: Store, mode: DeliveryMode): void {
  writeSetting(store, name, mode)
}

export function resetDeliveryMode(store: Store): void {
  removeSetting(store, name)
}
