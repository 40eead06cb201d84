import 'fake-indexeddb/auto'
import { cleanup } from '@testing-library/preact'
import { afterEach } from 'vitest'

// Opening a modal dialog is too much for a page without a screen: it sets the attribute, as the real thing does besides.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.setAttribute('open', '')
}
HTMLDialogElement.prototype.close = function close() {
  this.removeAttribute('open')
}
window.scrollTo = () => undefined

afterEach(() => {
  cleanup()
})
