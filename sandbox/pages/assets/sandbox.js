/** Forms call the control API as JSON; live parts refresh themselves while nobody works in them. */
const refreshEveryMs = 3000
const status = document.getElementById('status')

document.addEventListener('submit', async (event) => {
  const form = event.target
  const method = form.dataset.method
  if (!method) return
  event.preventDefault()
  if (form.ariaBusy === 'true') return
  form.ariaBusy = 'true'
  say(form.dataset.busy ?? '', 'busy')
  const problem = await call({
    method,
    path: form.getAttribute('action'),
    body: bodyOf(form, event.submitter),
  })
  form.ariaBusy = 'false'
  say(problem ?? 'Done.', problem ? 'bad' : 'good')
  await refresh({ all: !problem })
})

/** Field types become JSON types; an empty field marked optional is left out. */
function bodyOf(form, submitter) {
  const body = {}
  for (const field of form.elements) {
    if (!field.name || field instanceof HTMLButtonElement) continue
    if (field.type === 'checkbox') body[field.name] = field.checked
    else if (field.type === 'number') body[field.name] = field.valueAsNumber
    else if (field.type === 'datetime-local') body[field.name] = `${field.value}Z`
    else if (field.value !== '' || field.dataset.optional === undefined) body[field.name] = field.value
  }
  if (submitter?.name) body[submitter.name] = submitter.value
  return body
}

async function call({ method, path, body }) {
  try {
    const response = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (response.ok) return null
    const problem = await response.json()
    return problem.detail ?? `Refused (${response.status}).`
  } catch {
    return 'The sandbox did not answer. Is it still running?'
  }
}

let quieting
function say(text, tone) {
  clearTimeout(quieting)
  status.textContent = text
  status.dataset.tone = tone
  if (tone === 'good') quieting = setTimeout(() => say('', ''), 2500)
}

/** Takes the page again and swaps what changed. After an action also the forms; by itself only live parts. */
async function refresh({ all }) {
  const response = await fetch(location.href).catch(() => null)
  if (!response?.ok) return
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  for (const part of document.querySelectorAll(
    all ? 'main [id][data-live], main section.card[id]' : 'main [data-live]',
  )) {
    const next = fresh.getElementById(part.id)
    const busy = !all && part.contains(document.activeElement)
    if (!next || busy || next.innerHTML === part.innerHTML) continue
    const place = focusPlace(part)
    part.replaceWith(document.importNode(next, true))
    if (place) restoreFocus(place)
  }
}

function focusPlace(part) {
  const active = document.activeElement
  if (!active || !part.contains(active)) return null
  return { part: part.id, name: active.getAttribute('aria-label') ?? active.id ?? active.textContent }
}

/** Where the pressed button went away, focus stays in its part. */
function restoreFocus({ part, name }) {
  const home = document.getElementById(part)
  const same = [...home.querySelectorAll('button, a, input, select')].find(
    (candidate) => (candidate.getAttribute('aria-label') ?? candidate.id ?? candidate.textContent) === name,
  )
  const target = same ?? home
  if (target === home) home.tabIndex = -1
  target.focus({ preventScroll: true })
}

setInterval(() => {
  if (document.visibilityState === 'visible') void refresh({ all: false })
}, refreshEveryMs)
