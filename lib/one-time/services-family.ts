/** The family whose one-time add-ons Lago's addresses speak of by their codes. */
export const SERVICES_FAMILY = 'services'
