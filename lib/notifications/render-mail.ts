import type { MessageContent } from './template.ts'

/** A message as a mail: text, and quiet HTML that says the same. Everything that is not ours to write is escaped. */
export function renderMail(
  content: MessageContent,
  appUrl: URL,
): { subject: string; text: string; html: string } {
  const link = content.action && {
    label: content.action.label,
    href: new URL(content.action.path, appUrl).href,
  }
  const rows = content.rows ?? []
  const text = [
    ...content.paragraphs,
    ...(rows.length > 0 ? [rows.map(([label, value]) => `${label}: ${value}`).join('\n')] : []),
    ...(link ? [`${link.label}:\n${link.href}`] : []),
  ].join('\n\n')
  const body = [
    ...content.paragraphs.map((paragraph) => `<p style="margin:0 0 16px">${escapeHtml(paragraph)}</p>`),
    rows.length > 0 ? table(rows) : '',
    link ? button(link) : '',
  ].join('\n')
  return { subject: oneLine(content.subject), text: `${text}\n`, html: page(body) }
}

function table(rows: [string, string][]): string {
  const cell = 'padding:6px 0;border-bottom:1px solid #e6e7eb'
  const lines = rows.map(
    ([label, value]) =>
      `<tr><td style="${cell}">${escapeHtml(label)}</td><td style="${cell};text-align:right">${escapeHtml(value)}</td></tr>`,
  )
  return `<table role="presentation" style="width:100%;border-collapse:collapse;margin:0 0 24px">${lines.join('')}</table>`
}

function button(link: { label: string; href: string }): string {
  const style =
    'display:inline-block;padding:10px 18px;border-radius:8px;background:#1f2430;color:#ffffff;text-decoration:none'
  return `<p style="margin:24px 0 0"><a href="${escapeHtml(link.href)}" style="${style}">${escapeHtml(link.label)}</a></p>`
}

function page(body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;background:#fafafb;color:#1f2430;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:520px;margin:0 auto;padding:40px 24px">
<p style="margin:0 0 32px;font-weight:600">Tackon</p>
${body}
</div></body></html>
`
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

/** A line break in a subject would begin another header. */
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
