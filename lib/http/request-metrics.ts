import { Histogram, register } from 'prom-client'

const NAME = 'tackon_http_request_duration_seconds'

/** Notes how long an answer took. `route` is a pattern, never a path with ids in it. */
export function observeRequest(request: {
  route: string
  method: string
  status: number
  seconds: number
}): void {
  const found = register.getSingleMetric(NAME)
  const histogram =
    found instanceof Histogram
      ? found
      : new Histogram({
          name: NAME,
          help: 'Duration of answers of the API by route.',
          labelNames: ['route', 'method', 'status'],
          buckets: [0.005, 0.015, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        })
  histogram.observe({ route: request.route, method: request.method, status: request.status }, request.seconds)
}
