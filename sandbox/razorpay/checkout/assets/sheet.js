/** The payment sheet: collects how to pay, asks the sandbox, and tells the page that opened it. */
const sheet = document.getElementById('sheet')
const { subjectId, keyId, pageOrigin, cardChange, closed, refused } = sheet.dataset
const element = (id) => document.getElementById(id)
const embedded = window.parent !== window

let options = {
  prefill: {},
  notes: {},
  escape: true,
  backdropclose: false,
  retry: true,
  name: '',
  description: '',
}

const pageUrl = pageOrigin ? URL.parse(pageOrigin) : null
/** Only the page that opened the sheet hears of the payment, and only from its declared origin. */
const tell = (type, data) => {
  if (embedded) window.parent.postMessage({ type, data }, pageUrl ? pageUrl.origin : '*')
}

const dismiss = () => (embedded ? tell('dismiss') : window.close())

addEventListener('message', (message) => {
  if (message.source !== window.parent || message.origin !== pageUrl?.origin) return
  if (message.data?.type === 'options') applyOptions(message.data.data)
})

function applyOptions(given) {
  options = given
  if (refused) return
  const name = options.name || 'Payment'
  element('merchant-name').textContent = name
  element('merchant-description').textContent = options.description
  element('logo').textContent = name.trim().charAt(0).toUpperCase()
  if (options.image) showLogo(options.image)
  if (options.color) applyColor(options.color)
  const { email, contact, vpa, method } = options.prefill
  const payer = [email, contact].filter(Boolean).join(' · ')
  element('payer').textContent = payer ? `Paying as ${payer}` : ''
  element('payer').hidden = payer === ''
  if (vpa && element('vpa')) element('vpa').value = vpa
  if (options.prefill.name) element('card_name').value = options.prefill.name
  hideMethods(options.methods ?? {})
  const wished =
    method && document.querySelector(`.method:not([hidden]) input[value="${CSS.escape(method)}"]`)
  if (wished) wished.checked = true
  showPanel()
}

function showLogo(source) {
  const image = document.createElement('img')
  image.alt = ''
  image.addEventListener('load', () => element('logo').replaceChildren(image))
  image.src = source
}

/** The merchant's colour, with black or white on it, whichever can be read. */
function applyColor(color) {
  const probe = document.createElement('canvas').getContext('2d')
  probe.fillStyle = '#000000'
  probe.fillStyle = color
  if (!/^#[0-9a-f]{6}$/.test(probe.fillStyle)) return
  const channels = [1, 3, 5].map((at) => Number.parseInt(probe.fillStyle.slice(at, at + 2), 16) / 255)
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  const light = 0.2126 * r + 0.7152 * g + 0.0722 * b
  const root = document.documentElement
  root.style.setProperty('--accent', probe.fillStyle)
  root.style.setProperty('--on-accent', (light + 0.05) / 0.05 > 1.05 / (light + 0.05) ? '#0b0d12' : '#ffffff')
}

function hideMethods(wanted) {
  const shown = []
  for (const label of document.querySelectorAll('.method')) {
    const wish = wanted[label.dataset.method]
    label.hidden = wish === false || wish === 0 || wish === '0'
    if (!label.hidden) shown.push(label)
  }
  const checked = document.querySelector('.method input:checked')
  if (checked?.closest('.method').hidden) shown[0]?.querySelector('input').click()
}

const chosenMethod = () => document.querySelector('.method input:checked').value

function showPanel() {
  for (const panel of document.querySelectorAll('.panel'))
    panel.hidden = panel.dataset.panel !== chosenMethod()
}

/** Refuses what no bank would be asked about; returns the first wrong field. */
function firstWrongField() {
  const rules = {
    upi: { vpa: [/^[\w.-]{2,}@[a-zA-Z][\w.-]+$/, 'Enter a UPI ID such as success@razorpay.'] },
    card: {
      card_number: [isCardNumber, 'Enter a complete card number.'],
      card_expiry: [/^(0[1-9]|1[0-2])\s*\/\s*\d{2}$/, 'Enter month and year, such as 12/30.'],
      card_cvv: [/^\d{3,4}$/, 'Enter the three or four digits.'],
    },
  }
  let wrong = null
  for (const [id, [rule, message]] of Object.entries(rules[chosenMethod()] ?? {})) {
    const input = element(id)
    const fine = typeof rule === 'function' ? rule(input.value) : rule.test(input.value.trim())
    input.setAttribute('aria-invalid', String(!fine))
    element(`${id}-error`).textContent = fine ? '' : message
    element(`${id}-error`).hidden = fine
    if (!fine) wrong ??= input
  }
  return wrong
}

function isCardNumber(text) {
  const digits = [...text.replace(/[\s-]/g, '')].map(Number)
  if (digits.length < 13 || digits.length > 19 || digits.some(Number.isNaN)) return false
  const sum = digits.reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

function paymentInput(outcome) {
  const method = chosenMethod()
  const { value: bank } = element('bank') ?? {}
  const details = {
    // A simulated success is one whatever test input stands in the field.
    upi: {
      vpa: outcome
        ? `${outcome === 'failed' ? 'failure' : 'success'}@razorpay`
        : element('vpa')?.value.trim(),
    },
    card: {
      card_number: outcome ? '4111111111111111' : element('card_number').value,
      card_name: element('card_name').value,
    },
    netbanking: { bank },
    emandate: { bank },
    wallet: { wallet: element('wallet')?.value },
  }
  const { email, contact } = options.prefill
  const { description, notes } = options
  const card_change = cardChange === 'yes'
  return {
    key_id: keyId,
    method,
    outcome,
    card_change,
    email,
    contact,
    description,
    notes,
    ...details[method],
  }
}

let busy = false

async function pay(outcome) {
  if (busy) return
  const wrong = outcome ? null : firstWrongField()
  if (wrong) return wrong.focus()
  busy = true
  showNotice('')
  tell('submit', { method: chosenMethod() })
  cover('waiting')
  const answer = await ask(paymentInput(outcome))
  busy = false
  if (!answer) {
    cover(null)
    return showNotice(
      'No answer from the payment server.',
      'If the payment went through, it will be confirmed shortly. You can close this and look there first.',
    )
  }
  if (answer.error) return showFailure(answer)
  cover('done')
  element('done').focus()
  element('done-text').textContent = options.name
    ? `Taking you back to ${options.name}…`
    : 'You can close this now.'
  setTimeout(() => tell('success', answer), 900)
}

async function ask(input) {
  try {
    const response = await fetch(`/checkout/${encodeURIComponent(subjectId)}/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(30_000),
    })
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}

function showFailure(answer) {
  cover(null)
  tell('failed', answer)
  const way = options.retry
    ? 'You were not charged. Try again or choose another way to pay.'
    : 'You were not charged.'
  showNotice(answer.error.description ?? 'Payment failed', way)
  if (!options.retry || /_already_(paid|approved)$/.test(answer.error.reason)) closeForm()
}

function closeForm() {
  element('form').hidden = true
  document.querySelector('.simulate').hidden = true
  element('close').focus()
}

function showNotice(title, detail = '') {
  const notice = element('notice')
  const strong = document.createElement('strong')
  strong.textContent = title
  notice.replaceChildren(strong, document.createTextNode(detail))
  notice.hidden = title === ''
  if (title !== '') notice.scrollIntoView({ block: 'nearest' })
}

/** Puts "waiting" or "done" over the sheet; what lies below cannot be reached meanwhile. */
function cover(which) {
  for (const id of ['waiting', 'done']) element(id).hidden = id !== which
  for (const part of document.querySelectorAll('.pay')) part.inert = which !== null
}

function trapFocus(event) {
  const reachable = [...document.querySelectorAll('button, input, select')].filter(
    (candidate) => candidate.checkVisibility() && !candidate.closest('[inert]'),
  )
  const [first] = reachable
  const last = reachable.at(-1)
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault()
    last?.focus()
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault()
    first?.focus()
  }
}

addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && options.escape && !busy && element('done')?.hidden !== false) dismiss()
  if (event.key === 'Tab') trapFocus(event)
})
document.body.addEventListener('click', (event) => {
  if (event.target === document.body && options.backdropclose && !busy) dismiss()
})
element('close').addEventListener('click', dismiss)

if (!refused) {
  element('later').addEventListener('click', dismiss)
  element('form').addEventListener('change', showPanel)
  element('form').addEventListener('submit', (event) => {
    event.preventDefault()
    pay()
  })
  for (const button of document.querySelectorAll('[data-outcome]')) {
    button.addEventListener('click', () => pay(button.dataset.outcome))
  }
  showPanel()
  document.querySelector('.method input:checked').focus()
  if (closed) {
    showNotice(closed, 'There is nothing more to do here.')
    closeForm()
  }
}
tell('ready')
