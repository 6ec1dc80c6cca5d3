/** Origins a payment provider's checkout needs in a page: frames it opens, hosts it calls, images it shows. */
export type CheckoutOrigins = { frames: string[]; connects: string[]; images: string[] }

/**
 * The content security policy of a page. Scripts run by nonce, and what they load (`strict-dynamic`): the checkout's
 * script is loaded by ours, on demand. Its frames are allowed only where a purchase can begin.
 */
export function contentSecurityPolicy(options: {
  nonce: string
  checkout: CheckoutOrigins | null
  isSecure: boolean
}): string {
  const { nonce, checkout, isSecure } = options
  const directives: Record<string, string[]> = {
    'default-src': ["'self'"],
    'script-src': ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"],
    // Dialogs and toasts position themselves with inline styles; a style cannot run anything.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', ...(checkout?.images ?? [])],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...(checkout?.connects ?? [])],
    'frame-src': checkout && checkout.frames.length > 0 ? checkout.frames : ["'none'"],
    'object-src': ["'none'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(isSecure ? { 'upgrade-insecure-requests': [] } : {}),
  }
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}

/** A page that shows nothing needs nothing. For answers of the API. */
export const API_CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'"

/** Headers of every answer. */
export function securityHeaders(options: { isSecure: boolean }): Record<string, string> {
  return {
    'x-content-type-options': 'nosniff',
    ...(options.isSecure ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
  }
}

/** Headers of whatever a browser may show, beside those of every answer. */
export const DOCUMENT_HEADERS: Readonly<Record<string, string>> = {
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  // `payment` for the provider's checkout frame; everything else is not ours to ask for.
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), payment=*',
  // The payer's bank may open a window of its own, which must be able to report back.
  'cross-origin-opener-policy': 'same-origin-allow-popups',
}
