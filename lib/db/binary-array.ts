/**
 * Arrays as PostgreSQL sends and receives them in its binary format (`array_recv`): a header, then each element's length
 * and bytes. For statements asked thousands of times a second, where reading them as text would cost more than the work.
 */
export type ElementType<Value> = {
  oid: number
  size: number
  write(into: Buffer, at: number, value: Value): void
}

const HEADER = 20
const LENGTH = 4

export const BOOL: ElementType<boolean> = {
  oid: 16,
  size: 1,
  write: (into, at, value) => into.writeUInt8(value ? 1 : 0, at),
}
export const INT4: ElementType<number> = {
  oid: 23,
  size: 4,
  write: (into, at, value) => into.writeInt32BE(value, at),
}
/** Of whole numbers as far as they are exact. */
export const INT8: ElementType<number> = { oid: 20, size: 8, write: writeInt8 }
/** Of epoch milliseconds. */
export const TIMESTAMPTZ: ElementType<number> = {
  oid: 1184,
  size: 8,
  write: (into, at, value) => writeInt8(into, at, (value - PG_EPOCH_MS) * 1000),
}
/** Of what `uuidBytes` answers. */
export const UUID: ElementType<Buffer> = {
  oid: 2950,
  size: 16,
  write: (into, at, value) => value.copy(into, at),
}

/** 2000-01-01. */
const PG_EPOCH_MS = 946_684_800_000

/** A uuid's sixteen bytes. */
export function uuidBytes(text: string): Buffer {
  return Buffer.from(text.replaceAll('-', ''), 'hex')
}

export function binaryArray<Value>(type: ElementType<Value>, values: readonly (Value | null)[]): Buffer {
  const into = Buffer.allocUnsafe(HEADER + values.length * (LENGTH + type.size))
  let at = into.writeInt32BE(1, 0) // dimensions
  at = into.writeInt32BE(values.includes(null) ? 1 : 0, at)
  at = into.writeInt32BE(type.oid, at)
  at = into.writeInt32BE(values.length, at)
  at = into.writeInt32BE(1, at) // the first one's index
  for (const value of values) {
    at = into.writeInt32BE(value === null ? -1 : type.size, at)
    if (value === null) continue
    type.write(into, at, value)
    at += type.size
  }
  return into.subarray(0, at)
}

function writeInt8(into: Buffer, at: number, value: number): void {
  const high = Math.floor(value / 2 ** 32)
  into.writeInt32BE(high, at)
  into.writeUInt32BE(value - high * 2 ** 32, at + 4)
}
