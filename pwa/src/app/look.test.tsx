import { act, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { chooseLook, look, serviceName } from '../shared/look'
import { LookPage } from './LookPage'

const links = '<link rel="manifest" href="/manifest.webmanifest"><link rel="icon" href="/icon.svg"><link rel="apple-touch-icon" href="/icon-192.png">'
const hrefs = () => [...document.head.querySelectorAll('link')].map((link) => link.getAttribute('href'))
const choose = (name: RegExp) => fireEvent.click(screen.getByRole('radio', { name }))

beforeEach(() => {
  localStorage.clear()
  document.head.innerHTML = links
})
afterEach(() => void act(() => void chooseLook('own')))

describe('the plain look', () => {
  it('changes name, sign and what is installed, at once, and is kept', () => {
    render(<LookPage />)
    choose(/Notebook/)
    expect([look.value, serviceName(), localStorage.getItem('waymark.look')]).toEqual(['plain', 'Notebook', 'plain'])
    expect(hrefs()).toEqual(['/manifest-plain.webmanifest', '/plain.svg', '/plain-192.png'])
    expect(document.title).toBe('How this app looks on this device – Notebook')
    screen.getByText('It is called Notebook on this device now.')
    choose(/Waymark/)
    expect([hrefs()[0], localStorage.getItem('waymark.look')]).toEqual(['/manifest.webmanifest', 'own'])
  })

  it('says where it cannot be kept', () => {
    const refusal = () => {
      throw new DOMException('denied', 'SecurityError')
    }
    vi.stubGlobal('localStorage', { setItem: refusal })
    render(<LookPage />)
    choose(/Notebook/)
    screen.getByText(/This browser keeps nothing/)
    vi.unstubAllGlobals()
  })
})
