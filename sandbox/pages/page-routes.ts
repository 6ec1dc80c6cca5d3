import type { ControlContext } from '../control/control-context.ts'
import type { Route } from '../http/http-types.ts'

export function pageRoutes(_context: ControlContext): readonly Route[] {
  return []
}
