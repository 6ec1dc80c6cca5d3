/** The one version of the API this stands in for: what `stripe@23.1.0` is pinned to. */
export const apiVersion = '2026-10-28.endive'
