import type { ControlContext } from '../control/control-context.ts'
import { faultKinds, listFaults } from '../faults/fault-store.ts'
import { html, type Markup } from '../http/html.ts'

export function faultsSection({ store }: ControlContext): Markup {
  const faults = listFaults(store)
  return html`<section class="card" aria-labelledby="faults-title" id="faults">
    <div class="section-head">
      <h2 id="faults-title">Faults</h2>
      <p class="muted">The next matching API calls fail.</p>
    </div>
    ${
      faults.length > 0 &&
      html`<ul class="faults">
        ${faults.map(
          (fault) => html`<li class="line">
            <span class="ids"><strong>${fault.fault}</strong> ${fault.provider} <code>${fault.method ?? 'any'} ${fault.path}</code></span>
            <span class="when">${fault.timesLeft} left</span>
            <form data-method="DELETE" action="/faults/${fault.id}">
              <button aria-label="Remove fault ${fault.fault} on ${fault.path}">Remove</button>
            </form>
          </li>`,
        )}
      </ul>`
    }
    <form class="fields" data-method="POST" action="/faults">
      <div class="field">
        <label for="fault-provider">Provider</label>
        <select id="fault-provider" name="provider">
          <option value="stripe">Stripe</option>
          <option value="razorpay">Razorpay</option>
        </select>
      </div>
      <div class="field">
        <label for="fault-kind">Fault</label>
        <select id="fault-kind" name="fault">
          ${faultKinds.map((kind) => html`<option>${kind}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="fault-method">Method</label>
        <select id="fault-method" name="method" data-optional>
          <option value="">Any</option>
          ${['GET', 'POST', 'PATCH', 'DELETE'].map((method) => html`<option>${method}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="fault-path">Path</label>
        <input id="fault-path" name="path" value="/v1" required pattern="/.*" spellcheck="false" />
      </div>
      <div class="field">
        <label for="fault-times">Times</label>
        <input type="number" id="fault-times" name="times" min="1" max="10000" value="1" required />
      </div>
      <button class="primary">Add fault</button>
    </form>
    <form data-method="POST" action="/reset" class="foot">
      <button>Reset faults and delivery</button>
    </form>
  </section>`
}
