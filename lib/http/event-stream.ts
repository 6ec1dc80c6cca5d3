/** Keeps what lies between from thinking that nobody talks any more, in milliseconds. */
const BEAT_MS = 20_000
/** A stream ends after about this long, and the browser comes back: who it is, is asked again. In milliseconds. */
const LIFE_MS = 5 * 60_000

type Stream = { beat(): void; end(): void }
type Streams = { open: Set<Stream>; beating: NodeJS.Timeout | null; isEnding: boolean }

// Next bundles routes apart from the server that hosts them, and that is who ends the streams.
const shared = globalThis as { tackonEventStreams?: Streams }

/**
 * An answer that goes on: server-sent events (WHATWG HTML 9.2), until the reader leaves. What `subscribe` throws is the
 * answer instead.
 *
 * @param subscribe is given how to send a word, and answers how to stop
 */
export function eventStream(subscribe: (send: (word: string) => void) => () => void): Response {
  const streams = allStreams()
  const text = new TextEncoder()
  const ending = performance.now() + LIFE_MS * (1 + Math.random() / 5)
  let controller: ReadableStreamDefaultController<Uint8Array> | null = null
  const write = (line: string) => controller?.enqueue(text.encode(`${line}\n\n`))
  const unsubscribe = subscribe((word) => write(`data: ${word}`))
  const close = () => {
    controller = null
    unsubscribe()
    streams.open.delete(stream)
    if (streams.open.size > 0 || streams.beating === null) return
    clearInterval(streams.beating)
    streams.beating = null
  }
  const stream: Stream = {
    beat: () => (performance.now() < ending ? write(': still here') : stream.end()),
    end: () => {
      const ended = controller
      close()
      ended?.close()
    },
  }
  const body = new ReadableStream<Uint8Array>({
    start: (started) => {
      controller = started
      streams.open.add(stream)
      // After a restart all of them come back: not in the same second.
      write(`retry: ${Math.round(1_000 + Math.random() * 4_000)}`)
      if (streams.isEnding) stream.end()
      else streams.beating ??= setInterval(() => beatAll(streams), BEAT_MS).unref()
    },
    cancel: close,
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      // Proxies that collect an answer before they pass it on would collect this one for ever.
      'x-accel-buffering': 'no',
    },
  })
}

/** Ends every stream, and each that is still asked for, so that a server that stops need not wait for their readers. */
export function endEventStreams(): void {
  const streams = allStreams()
  streams.isEnding = true
  for (const stream of [...streams.open]) stream.end()
}

function allStreams(): Streams {
  shared.tackonEventStreams ??= { open: new Set(), beating: null, isEnding: false }
  return shared.tackonEventStreams
}

function beatAll(streams: Streams): void {
  for (const stream of [...streams.open]) stream.beat()
}
