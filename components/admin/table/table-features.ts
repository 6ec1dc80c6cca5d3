import { createColumnHelper, metaHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table'

type ColumnLook = {
  numeric?: boolean
  /** Where it stands on a phone, where each row is a block of its own: its heading, right beside that, below, or last. */
  phone?: 'title' | 'aside' | 'line' | 'foot' | 'foot-aside' | 'hidden'
}

/** What our lists need of TanStack Table: the order, which the server makes. Everything else is ours. */
export const features = tableFeatures({ rowSortingFeature, columnMeta: metaHelper<ColumnLook>() })

export const columnsOf = <Row extends { id: string }>() => createColumnHelper<typeof features, Row>()
