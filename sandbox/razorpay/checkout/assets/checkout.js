/**
 * The script a merchant's page loads, with the interface of Razorpay's own: `new Razorpay(options).open()`.
 * It opens the checkout sheet in a frame over the page and carries messages between the two. Styles are set
 * through the CSSOM only, so that a strict Content-Security-Policy of the page is enough for it.
 */
;(() => {
  const script = document.currentScript ?? document.querySelector('script[src$="/v1/checkout.js"]')
  const origin = new URL(script.src).origin

  /** @param {HTMLElement} element @param {Record<string, string>} styles */
  const style = (element, styles) => {
    for (const [name, value] of Object.entries(styles)) element.style.setProperty(name, value)
  }

  /** Like the page it covers: a theme switch of the page wins over the system's. */
  const pageScheme = () => {
    const scheme = getComputedStyle(document.documentElement).colorScheme
    if (scheme === 'dark' || scheme === 'light') return scheme
    return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  }

  const sheetUrl = (options) => {
    const subject = options.subscription_id ?? options.order_id ?? ''
    const url = new URL(`/checkout/${encodeURIComponent(String(subject))}`, origin)
    url.searchParams.set('key_id', String(options.key ?? ''))
    url.searchParams.set('origin', location.origin)
    url.searchParams.set('scheme', pageScheme())
    if (options.subscription_card_change) url.searchParams.set('card_change', '1')
    return url.href
  }

  /** Only plain data crosses over; the amount is not among it: the sheet shows the order's own. */
  const sheetOptions = (options) => ({
    name: text(options.name),
    description: text(options.description),
    image: text(options.image),
    prefill: {
      name: text(options.prefill?.name),
      email: text(options.prefill?.email),
      contact: text(options.prefill?.contact),
      method: text(options.prefill?.method),
      vpa: text(options.prefill?.vpa),
    },
    notes: Object.fromEntries(
      Object.entries(options.notes ?? {}).map(([key, value]) => [key, String(value)]),
    ),
    color: text(options.theme?.color),
    methods: options.method && typeof options.method === 'object' ? { ...options.method } : null,
    escape: options.modal?.escape !== false,
    backdropclose: options.modal?.backdropclose === true,
    retry: options.retry !== false && options.retry?.enabled !== false,
  })

  const text = (value) => (value === undefined || value === null ? '' : String(value))

  /** The form POST that a merchant asks for with `callback_url`; nested names as `error[code]`. */
  const postTo = (url, fields) => {
    const form = document.createElement('form')
    form.method = 'POST'
    form.action = url
    const add = (name, value) => {
      if (value && typeof value === 'object') {
        for (const [key, inner] of Object.entries(value)) add(`${name}[${key}]`, inner)
        return
      }
      const input = document.createElement('input')
      input.type = 'hidden'
      input.name = name
      input.value = text(value)
      form.append(input)
    }
    for (const [name, value] of Object.entries(fields)) add(name, value)
    document.body.append(form)
    form.submit()
  }

  class Razorpay {
    #options
    #listeners = new Map()
    #opened = null

    constructor(options) {
      if (!options || typeof options !== 'object') throw new Error('Razorpay: options are missing')
      if (!options.key) throw new Error('Razorpay: `key` is missing in options')
      this.#options = options
    }

    static open(options) {
      return new Razorpay(options).open()
    }

    /** `payment.failed`, `payment.submit`, `payment.success`. */
    on(event, listener) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener])
      return this
    }

    once(event, listener) {
      const first = (data) => {
        this.off(event, first)
        listener(data)
      }
      return this.on(event, first)
    }

    off(event, listener) {
      const kept = (this.#listeners.get(event) ?? []).filter((known) => listener && known !== listener)
      this.#listeners.set(event, kept)
      return this
    }

    #emit(event, data) {
      for (const listener of this.#listeners.get(event) ?? []) listener(data)
    }

    open() {
      if (this.#opened) return this
      const dialog = document.createElement('dialog')
      dialog.setAttribute('aria-label', `Payment to ${this.#options.name ?? 'the merchant'}`)
      style(dialog, {
        position: 'fixed',
        inset: '0',
        width: '100vw',
        height: '100dvh',
        'max-width': '100vw',
        'max-height': '100dvh',
        margin: '0',
        padding: '0',
        border: '0',
        overflow: 'hidden',
        background: 'rgba(9, 11, 16, 0.62)',
        'pointer-events': 'auto',
        'z-index': '2147483647',
      })
      const frame = document.createElement('iframe')
      frame.title = 'Razorpay Checkout'
      frame.allow = 'payment'
      frame.className = 'razorpay-checkout-frame'
      // A frame is see-through only while its scheme is the page's; the sheet colours itself.
      style(frame, {
        display: 'block',
        width: '100%',
        height: '100%',
        border: '0',
        background: 'transparent',
        'color-scheme': 'normal',
      })
      frame.src = sheetUrl(this.#options)
      dialog.append(frame)
      document.body.append(dialog)

      const opened = { dialog, frame, ready: false, scroll: document.documentElement.style.overflow }
      opened.focus = document.activeElement
      opened.listen = (message) => this.#hear(message)
      this.#opened = opened
      addEventListener('message', opened.listen)
      dialog.addEventListener('cancel', (event) => {
        event.preventDefault()
        if (!opened.ready || this.#options.modal?.escape !== false) this.#dismiss()
      })
      document.documentElement.style.overflow = 'hidden'
      dialog.showModal()
      frame.focus()
      return this
    }

    /** Closing without having paid is a dismissal, whoever closes. */
    close() {
      if (this.#opened) this.#dismiss()
    }

    #hear(message) {
      const opened = this.#opened
      if (!opened || message.origin !== origin || message.source !== opened.frame.contentWindow) return
      const { type, data } = message.data ?? {}
      if (type === 'ready') {
        opened.ready = true
        // A frame that goes to another process while it loads may lose the focus it was given.
        opened.frame.contentWindow.focus()
        opened.frame.contentWindow.postMessage({ type: 'options', data: sheetOptions(this.#options) }, origin)
      }
      if (type === 'submit') this.#emit('payment.submit', data)
      if (type === 'failed') this.#fail(data)
      if (type === 'success') this.#succeed(data)
      if (type === 'dismiss') this.#dismiss()
    }

    #fail(data) {
      this.#emit('payment.failed', data)
      const { callback_url: url, redirect, retry } = this.#options
      if (url && redirect && (retry === false || retry?.enabled === false)) postTo(url, data)
    }

    #succeed(data) {
      this.#remove()
      this.#emit('payment.success', data)
      const { callback_url: url, redirect, handler } = this.#options
      if (url && (redirect || !handler)) postTo(url, data)
      else handler?.(data)
    }

    #dismiss() {
      this.#remove()
      this.#options.modal?.ondismiss?.()
    }

    #remove() {
      const opened = this.#opened
      if (!opened) return
      this.#opened = null
      removeEventListener('message', opened.listen)
      document.documentElement.style.overflow = opened.scroll
      opened.dialog.close()
      // Gone from sight at once; taken away a little later, when the key or click in the frame is over.
      opened.frame.title = 'Closed'
      setTimeout(() => opened.dialog.remove(), 250)
      if (opened.focus instanceof HTMLElement) opened.focus.focus()
    }
  }

  window.Razorpay = Razorpay
})()
