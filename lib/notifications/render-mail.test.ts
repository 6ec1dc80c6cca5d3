import { describe, expect, it } from 'vitest'
import { renderMail } from './render-mail.ts'
import { composeMessage } from './templates.ts'

const appUrl = new URL('https://billing.example.com')
const evil = '<img src=x onerror=alert(1)>"\'&'

describe('a mail', () => {
  it('shows what customers named as text, never as markup', () => {
    const { html, text, subject } = renderMail(
      {
        subject: `Hi\r\nBcc: all@example.com ${evil}`,
        paragraphs: [evil],
        rows: [[evil, evil]],
        action: { label: evil, path: '/billing?a="><script>' },
      },
      appUrl,
    )
    expect(html).not.toMatch(/<img|<script/)
    expect(html.match(/&lt;img/g)).toHaveLength(4)
    expect(text).toContain(evil)
    expect(subject).not.toMatch(/[\r\n]/)
  })

  it('S0.9 is a receipt with amounts in their currency, in its reader’s calendar', () => {
    const { content } = composeMessage({
      template: 'purchase-receipt',
      data: {
        lines: [{ description: 'Extra Storage (+10 GB) × 2', amountMinor: '35800' }],
        totalMinor: '35800',
        currency: 'INR',
        invoiceNumber: 'INV-2026-001',
        invoiceId: '0193f2a4-7b1c-7abc-8def-0123456789ab',
        paidAt: '2026-11-20T20:00:00Z',
        timeZone: 'Asia/Kolkata',
      },
    })
    expect(renderMail(content, appUrl).subject).toBe('Your receipt for ₹358')
    expect(content.attachment).toEqual({ kind: 'invoice', id: '0193f2a4-7b1c-7abc-8def-0123456789ab' })
    expect(content.rows).toEqual([
      ['Extra Storage (+10 GB) × 2', '₹358'],
      ['Total', '₹358'],
      ['Paid', '21 November 2026'],
      ['Invoice', 'INV-2026-001'],
    ])
  })

  it('S0.10 leads to the renewal it speaks of, with its price', () => {
    const { content } = composeMessage({
      template: 'addon-expiring',
      data: {
        addonName: 'Extra Storage (+10 GB)',
        quantity: 2,
        endsAt: '2026-12-20T18:30:00Z',
        timeZone: 'Asia/Kolkata',
        renewalMinor: '35800',
        currency: 'INR',
        renewPath: '/billing?renew=1',
      },
    })
    expect(content.subject).toBe('Extra Storage (+10 GB) ends on 21 December 2026')
    expect(renderMail(content, appUrl).text).toContain(
      'Renew for ₹358:\nhttps://billing.example.com/billing?renew=1',
    )
  })
})
