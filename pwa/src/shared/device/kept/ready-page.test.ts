import { describe, expect, it } from 'vitest'
import { bundledLines } from '../../bundled-lines'
import { keptPlan } from '../../testing/kept'
import { escape } from './html'
import { dataIn, readyPage, readyPolicy } from './ready-page'

const draw = (photos: string[] = []) => readyPage(keptPlan, bundledLines, new Set(photos))

describe('the ready page', () => {
  it('has her words, numbers to press, and whom to ring now, with no script needed', () => {
    const page = draw()
    expect(page).toContain('Walk by the canal')
    expect(page).toContain('href="tel:07700900123"')
    expect(page).toContain('href="sms:07700900123"')
    for (const number of ['tel:999', 'tel:111', 'tel:116123', 'sms:85258?&amp;body=SHOUT']) expect(page).toContain(`href="${number}"`)
    expect(page).toContain('As of Sunday 22 November 2026 at 10:02.')
    expect(page).toContain('href="/my-plan/use"')
    expect(page).toContain('<title>Waymark</title>')
  })

  it('lets nothing of what she wrote become part of the page', () => {
    const page = draw()
    expect(page).not.toContain('<img src=x')
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(page.match(/<script/g)).toHaveLength(2)
    expect(page.match(/<\/script>/g)).toHaveLength(2)
    expect(escape(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;')
  })

  it('holds the whole copy for the app', () => {
    const { plan, teamPhone, asOf } = keptPlan
    expect(dataIn(draw())).toEqual({ plan, teamPhone, asOf })
    expect(dataIn('<p>another page</p>')).toBeNull()
  })

  it('shows only photos that lie beside it', () => {
    expect(draw()).not.toContain('<img')
    expect(draw(['photo-1'])).toContain('<img src="/my-plan/now/photos/photo-1" alt="" width="1600" height="1200" loading="lazy">')
  })

  it('has a policy that lets nothing run but its own lines, and they are allowed', async () => {
    const policy = await readyPolicy()
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
    const script = /<script>(.*?)<\/script>/s.exec(draw())?.[1] ?? ''
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(script))
    expect(policy).toContain(btoa(String.fromCharCode(...new Uint8Array(digest))))
    expect(draw()).not.toMatch(/ (style|onclick)=/)
  })
})
