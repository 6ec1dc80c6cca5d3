import { Gauge, register } from 'prom-client'

const GAUGES = {
  tackon_database_up: { help: 'Whether the database answered this scrape.', labels: [] },
  tackon_purchases: { help: 'Purchases by status.', labels: ['status'] },
  tackon_payments: { help: 'Payments by provider and status.', labels: ['provider', 'status'] },
  tackon_addons_active: { help: 'Customers who hold the add-on now.', labels: ['family', 'addon'] },
  tackon_addon_units_active: { help: 'Units of the add-on held now.', labels: ['family', 'addon'] },
  tackon_webhooks_waiting: { help: 'Webhook deliveries not processed yet.', labels: ['provider'] },
  tackon_due_work: { help: 'Work by kind: waiting for its time, due, or late.', labels: ['kind', 'state'] },
  tackon_messages_unsent: { help: 'Mails that are not sent.', labels: ['template'] },
} as const

export type GaugeName = keyof typeof GAUGES
export type Sample = { labels: Record<string, string>; value: number }

/** Replaces what a gauge shows. Series that are gone do not linger. */
export function setGauge(name: GaugeName, samples: Sample[]): void {
  const found = register.getSingleMetric(name)
  const { help, labels } = GAUGES[name]
  const gauge = found instanceof Gauge ? found : new Gauge({ name, help, labelNames: labels })
  gauge.reset()
  for (const { labels, value } of samples) gauge.set(labels, value)
}
