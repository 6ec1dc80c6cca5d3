import type { Principal } from '#lib/auth/principal.ts'
import { principalOf } from '#lib/auth/principal-of.ts'
import { Problem } from './problem.ts'
import type { Access, PrincipalFor } from './route-types.ts'

/** The caller, if the route is open to them. Throws 401 for nobody, 403 for somebody else. */
export async function authorize<Who extends Access>(
  access: Who,
  request: Request,
): Promise<PrincipalFor<Who>> {
  const principal = access === 'public' ? null : await principalOf(request)
  if (access !== 'public') admit(access, principal, request)
  // `admit` has just established what the type says; the compiler cannot follow a generic there.
  return principal as PrincipalFor<Who>
}

function admit(access: Exclude<Access, 'public'>, principal: Principal | null, request: Request): void {
  if (principal === null) {
    const sentToken = request.headers.has('authorization')
    throw new Problem({
      status: 401,
      code: sentToken ? 'invalid_token' : 'unauthenticated',
      detail: sentToken ? 'This access token is not valid.' : 'Sign in, or send an access token.',
      headers: { 'www-authenticate': sentToken ? 'Bearer error="invalid_token"' : 'Bearer' },
    })
  }
  if (access === 'admin' && principal.role !== 'admin') {
    throw new Problem({ status: 403, code: 'forbidden', detail: 'Only staff may do this.' })
  }
  if (access === 'customer' && principal.customerId === null) {
    throw new Problem({
      status: 403,
      code: 'no_customer',
      detail: 'This account does not act for a customer.',
    })
  }
}
