import { z } from 'zod'

/** India's states and union territories, by the two digits a GSTIN begins with. */
export const INDIAN_STATES: Readonly<Record<string, string>> = {
  '01': 'Jammu and Kashmir',
  '02': 'Himachal Pradesh',
  '03': 'Punjab',
  '04': 'Chandigarh',
  '05': 'Uttarakhand',
  '06': 'Haryana',
  '07': 'Delhi',
  '08': 'Rajasthan',
  '09': 'Uttar Pradesh',
  10: 'Bihar',
  11: 'Sikkim',
  12: 'Arunachal Pradesh',
  13: 'Nagaland',
  14: 'Manipur',
  15: 'Mizoram',
  16: 'Tripura',
  17: 'Meghalaya',
  18: 'Assam',
  19: 'West Bengal',
  20: 'Jharkhand',
  21: 'Odisha',
  22: 'Chhattisgarh',
  23: 'Madhya Pradesh',
  24: 'Gujarat',
  26: 'Dadra and Nagar Haveli and Daman and Diu',
  27: 'Maharashtra',
  29: 'Karnataka',
  30: 'Goa',
  31: 'Lakshadweep',
  32: 'Kerala',
  33: 'Tamil Nadu',
  34: 'Puducherry',
  35: 'Andaman and Nicobar Islands',
  36: 'Telangana',
  37: 'Andhra Pradesh',
  38: 'Ladakh',
  97: 'Other Territory',
}

/** Where customers can be: ISO 3166-1, less the four territories nobody lives in. */
export const COUNTRIES: readonly string[] =
  `AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL
BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER
ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS
IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP
MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`.split(/\s+/)

/** A line of text as a document prints it. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((value) => !/\p{Cc}/u.test(value), 'Must be a single line of text.')

/** One that has to be there. */
const filled = (max: number) => line(max).refine((value) => value !== '', 'Fill this in.')

const country = z
  .string()
  .refine((value) => COUNTRIES.includes(value), 'Choose a country, by its two letters: IN, DE.')

const stateCode = z
  .string()
  .refine(
    (value) => Object.hasOwn(INDIAN_STATES, value),
    'Must be the two digits of a state of India, such as 29.',
  )

const details = {
  legalName: filled(200),
  line1: filled(200),
  line2: line(200).default(''),
  city: filled(100),
  postalCode: line(20).default(''),
  /** The name of the state or region. In India the code says it. */
  state: line(100).default(''),
  stateCode: stateCode.nullable().default(null),
  country,
  /** GSTIN in India, VAT id in the EU, elsewhere whatever it is called there. */
  taxId: line(40).nullable().default(null),
}

/** `PUT /api/billing/details`: what invoices say about the customer from now on. */
export const billingDetailsRequest = z.strictObject(details).superRefine((value, context) => {
  if (value.country === 'IN' && value.stateCode === null) {
    context.addIssue({
      code: 'custom',
      path: ['stateCode'],
      message: 'Choose the state: it decides which taxes apply.',
    })
  }
  if (value.country !== 'IN' && value.stateCode !== null) {
    context.addIssue({ code: 'custom', path: ['stateCode'], message: 'Only addresses in India have one.' })
  }
})
export type BillingDetailsRequest = z.infer<typeof billingDetailsRequest>

/** `GET /api/billing/details`. `suggested` is what else is known of a customer that has given none yet. */
export const billingDetailsResponse = z.object({
  details: z.object(details).nullable(),
  suggested: z.object({ legalName: z.string(), country: z.string().nullable() }),
})
export type BillingDetailsResponse = z.infer<typeof billingDetailsResponse>
