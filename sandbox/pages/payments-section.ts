import type { ControlContext } from '../control/control-context.ts'
import { html, type Markup } from '../http/html.ts'
import { formatAmount } from '../money/format-amount.ts'
import type { OrderEntity, PaymentEntity, RefundEntity } from '../razorpay/entities.ts'
import type { RazorpayContext } from '../razorpay/razorpay-context.ts'
import { chip } from './chip.ts'
import { showSeconds } from './show-instant.ts'

const shown = 20

/** Razorpay's orders, newest first, each with what was tried and what the payer or the bank can still do. */
export function paymentsSection({ razorpay }: ControlContext): Markup {
  const orders = razorpay.orders.list({ count: shown })
  return html`<section class="card" aria-labelledby="payments-title" id="payments" data-live>
    <div class="section-head">
      <h2 id="payments-title">Razorpay orders</h2>
      <p class="muted">You are the payer and the bank.</p>
    </div>
    ${
      orders.length === 0
        ? html`<p class="empty">No orders yet. Start a purchase in the app: its order appears here.</p>`
        : html`<ul class="orders">
            ${orders.map((order) => orderItem(razorpay, order))}
          </ul>`
    }
  </section>`
}

function orderItem(razorpay: RazorpayContext, order: OrderEntity): Markup {
  const payments = razorpay.payments.list({ where: 'order_id = ?', values: [order.id] })
  return html`<li class="order">
    <div class="line">
      <span class="amount">${formatAmount(order)}</span>
      ${chip(order.status)}
      <span class="ids"><code>${order.id}</code>${order.receipt ? html` <span class="muted">${order.receipt}</span>` : null}</span>
      <span class="when">${showSeconds(order.created_at)}</span>
      ${
        order.status === 'paid'
          ? null
          : html`<form class="row" data-method="POST" action="/razorpay/orders/${order.id}/pay" aria-label="Pay ${order.id}">
              <button name="outcome" value="captured" class="primary">Pay</button>
              <button name="outcome" value="authorized">Authorize</button>
              <button name="outcome" value="failed">Fail</button>
            </form>`
      }
    </div>
    ${payments.length > 0 && html`<ul class="payments">${payments.map((payment) => paymentItem(razorpay, { order, payment }))}</ul>`}
  </li>`
}

function paymentItem(
  razorpay: RazorpayContext,
  { order, payment }: { readonly order: OrderEntity; readonly payment: PaymentEntity },
): Markup {
  const waits = payment.status === 'failed' || payment.status === 'authorized'
  const capturable = waits && order.status !== 'paid'
  const capture = payment.status === 'failed' ? 'Capture late' : 'Capture'
  const refunds = razorpay.refunds.list({ where: 'payment_id = ?', values: [payment.id] })
  return html`<li>
    <div class="line">
      ${chip(payment.status)}
      <span class="ids"><code>${payment.id}</code> <span class="muted">${payment.method}</span></span>
      <span class="when">${showSeconds(payment.created_at)}</span>
      ${
        capturable &&
        html`<form class="row" data-method="POST" action="/razorpay/payments/${payment.id}/capture">
          <button aria-label="${capture} ${payment.id}">${capture}</button>
        </form>`
      }
    </div>
    ${payment.error_description && html`<p class="muted reason">${payment.error_description}</p>`}
    ${refunds.map(refundLine)}
  </li>`
}

function refundLine(refund: RefundEntity): Markup {
  return html`<div class="line refund">
    ${chip(refund.status)}
    <span class="ids">Refund of <span class="amount">${formatAmount(refund)}</span> <code>${refund.id}</code></span>
    <span class="when">${showSeconds(refund.created_at)}</span>
    ${
      refund.status === 'pending' &&
      html`<form class="row" data-method="POST" action="/razorpay/refunds/${refund.id}/settle" aria-label="Settle ${refund.id}">
        <button name="outcome" value="processed">Process</button>
        <button name="outcome" value="failed">Fail</button>
      </form>`
    }
  </div>`
}
