import type { Route } from '../http/http-types.ts'
import { jsonReply } from '../http/replies.ts'
import { newId } from '../store/new-id.ts'
import type { CustomerEntity } from './entities.ts'
import { type RazorpayContext, unixSeconds } from './razorpay-context.ts'
import { idDoesNotExist, invalidField, RazorpayError } from './razorpay-error.ts'
import { collection, type Input, pathId, readInput, readNotes, readPage, readText } from './read-input.ts'

const fields = ['name', 'email', 'contact', 'gstin', 'notes', 'fail_existing'] as const

export function customerRoutes(context: RazorpayContext): readonly Route[] {
  const { customers, clock } = context
  const found = (id: string) => {
    const customer = customers.find(id)
    if (!customer) throw idDoesNotExist()
    return customer
  }
  return [
    {
      method: 'POST',
      path: '/v1/customers',
      handle: async (request) => {
        const now = await clock.now()
        return jsonReply(createCustomer(context, { input: readInput(request, fields), now }))
      },
    },
    {
      method: 'GET',
      path: '/v1/customers',
      handle: ({ url }) => jsonReply(collection(customers.list(readPage(url)))),
    },
    { method: 'GET', path: '/v1/customers/:id', handle: (request) => jsonReply(found(pathId(request))) },
    {
      method: 'PUT',
      path: '/v1/customers/:id',
      handle: (request) => {
        const details = readDetails(readInput(request, ['name', 'email', 'contact', 'gstin']))
        const given = Object.fromEntries(Object.entries(details).filter(([, value]) => value !== null))
        const customer = { ...found(pathId(request)), ...given }
        customers.update(customer, { email: customer.email, contact: customer.contact })
        return jsonReply(customer)
      },
    },
  ]
}

/** The same email and contact again: refused, or with `fail_existing: "0"` answered with the one there is. */
function createCustomer(
  context: RazorpayContext,
  { input, now }: { readonly input: Input; readonly now: Temporal.Instant },
): CustomerEntity {
  const details = readDetails(input)
  const [existing] = context.customers.list({
    where: 'email is ? and contact is ?',
    values: [details.email, details.contact],
  })
  const known = details.email === null && details.contact === null ? undefined : existing
  if (known && !['0', 0, false].some((value) => value === input.fail_existing)) {
    throw new RazorpayError({ description: 'Customer already exists for the merchant' })
  }
  if (known) return known
  const customer: CustomerEntity = {
    id: newId('cust_'),
    entity: 'customer',
    ...details,
    notes: readNotes(input),
    created_at: unixSeconds(now),
  }
  const { email, contact, created_at } = customer
  context.customers.insert(customer, { email, contact, created_at })
  return customer
}

function readDetails(input: Input): Pick<CustomerEntity, 'name' | 'email' | 'contact' | 'gstin'> {
  const email = readText(input, 'email', 64)
  if (email !== null && !/^\S+@\S+\.\S+$/.test(email)) {
    throw invalidField('email', 'The email must be a valid email address.')
  }
  const contact = readText(input, 'contact', 15)
  if (contact !== null && !/^\+?[\d ()-]{8,15}$/.test(contact)) {
    throw invalidField(
      'contact',
      'Contact number contains invalid characters, only digits and + symbol are allowed',
    )
  }
  return { name: readText(input, 'name', 50), email, contact, gstin: readText(input, 'gstin', 15) }
}
