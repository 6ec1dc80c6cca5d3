import { z } from 'zod'

/** Someone who can sign in and try the product, as `demo.json` and `npm run -s demo:account` print it. */
export const demoAccount = z.object({
  email: z.string(),
  password: z.string(),
  token: z.string(),
  role: z.enum(['customer', 'admin']),
  family: z.string().optional(),
  plan: z.string().optional(),
  /** The id other systems know the customer by. */
  customerId: z.string().optional(),
})
export type DemoAccount = z.infer<typeof demoAccount>
