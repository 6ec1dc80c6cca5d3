/** By way of signing in to a page of ours. */
export const signInTo = (path: string): string => `/sign-in?callbackUrl=${encodeURIComponent(path)}`
