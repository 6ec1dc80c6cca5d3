import type { Store } from '../store/open-store.ts'
import { readSetting, writeSetting } from '../store/settings.ts'
import type { ClockStore } from './clock-store.ts'

/** The clock of a sandbox that stands alone, without an app's database. */
export function sqliteClockStore(store: Store): ClockStore {
  return {
    readOffsetMs: async () => {
      const offset = readSetting(store, 'clock.offset_ms')
      return typeof offset === 'number' ? offset : 0
    },
    writeOffsetMs: async (offsetMs) => writeSetting(store, 'clock.offset_ms', offsetMs),
    waitingAt: async () => [],
    nextDueAfter: async () => null,
    wakeApp: async () => {},
    close: async () => {},
  }
}
