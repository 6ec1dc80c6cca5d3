/** A way into the customer portal; here always to the page on which a card is replaced. */
export type PortalSession = {
  readonly id: string
  readonly object: 'billing_portal.session'
  readonly configuration: 'bpc_1SandboxDefaultPortal'
  readonly created: number
  readonly customer: string
  readonly customer_account: null
  readonly flow: {
    readonly after_completion: {
      readonly hosted_confirmation: null
      readonly redirect: { readonly return_url: string } | null
      readonly type: 'hosted_confirmation' | 'portal_homepage' | 'redirect'
    }
    readonly subscription_cancel: null
    readonly subscription_update: null
    readonly subscription_update_confirm: null
    readonly type: 'payment_method_update'
  } | null
  readonly livemode: false
  readonly locale: string | null
  readonly on_behalf_of: null
  readonly return_url: string | null
  readonly url: string
}
