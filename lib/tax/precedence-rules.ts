/**
 * Which taxes a line has (S1.5): those named on the line itself, else the add-on's, else the customer's, else the
 * family's. A line may name none, and then has none; elsewhere, having none means asking the next. What is exempt for
 * good has a tax of 0 %.
 */
export function chooseTaxes<Assigned>(levels: {
  line: readonly Assigned[] | null
  addon: readonly Assigned[]
  customer: readonly Assigned[]
  family: readonly Assigned[]
}): readonly Assigned[] {
  if (levels.line !== null) return levels.line
  return [levels.addon, levels.customer, levels.family].find((taxes) => taxes.length > 0) ?? []
}
