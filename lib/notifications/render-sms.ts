import type { MessageContent } from './template.ts'

/** A message as a text message: its first sentence and where to go on, after who says so. */
export function renderSms({ subject, action }: MessageContent, appUrl: URL): string {
  const link = action ? ` ${new URL(action.path, appUrl).href}` : ''
  return `Tackon: ${subject.replace(/\s+/g, ' ').trim()}.${link}`
}
