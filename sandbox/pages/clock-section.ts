import type { ControlContext } from '../control/control-context.ts'
import { html, type Markup } from '../http/html.ts'
import { showInstant } from './show-instant.ts'

const steps = [
  ['PT1H', '+1 hour'],
  ['P1D', '+1 day'],
  ['P1M', '+1 month'],
] as const

export async function clockSection({ time }: ControlContext): Promise<Markup> {
  const now = await time.clock.now()
  const ahead = Math.round((await time.clock.offsetMs()) / 1000)
  return html`<section class="card clock" aria-labelledby="clock-title" id="clock" data-live>
    <div>
      <h2 id="clock-title">Clock</h2>
      <p class="now">${showInstant(now)} <span class="zone">UTC</span></p>
      <p class="muted">${ahead === 0 ? 'Real time. ' : `${inWords(ahead)} ahead of real time. `}It only moves forward, through everything that falls due.</p>
    </div>
    <div class="clock-moves">
      <form data-method="POST" action="/clock" data-busy="Moving the clock through everything that falls due…">
        <div class="row" role="group" aria-label="Advance by">
          ${steps.map(([duration, name]) => html`<button name="advance" value="${duration}">${name}</button>`)}
        </div>
      </form>
      <form class="row" data-method="POST" action="/clock" data-busy="Moving the clock through everything that falls due…">
        <label for="clock-now">To (UTC)</label>
        <input type="datetime-local" id="clock-now" name="now" required />
        <button>Go</button>
      </form>
    </div>
  </section>`
}

function inWords(seconds: number): string {
  const { days, hours, minutes } = Temporal.Duration.from({ seconds }).round({ largestUnit: 'days' })
  const parts = [
    [days, 'd'],
    [hours, 'h'],
    [minutes, 'min'],
  ] as const
  const named = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount} ${unit}`)
  return named.length > 0 ? named.join(' ') : `${seconds} s`
}
