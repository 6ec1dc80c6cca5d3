/** S0.11: one, two or three cards beside each other. */
export const addonGrid = 'grid grid-cols-1 gap-4 md:grid-cols-2 lg:grid-cols-3'
