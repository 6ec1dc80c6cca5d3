/** Query keys of what a customer may do. What depends on nothing else than what is held stands under `all`. */
export const gateKeys = {
  all: ['entitlements'],
  family: (code: string) => ['entitlements', code],
} as const
