import 'fake-indexeddb/auto'
import { cleanup, configure } from '@testing-library/preact'
import { afterEach } from 'vitest'

// Opening a modal dialog is too much for a page without a screen: it sets the attribute, as the real thing does besides.
HTMLDialogElement.prototype.showModal = function showModal() {
  this.setAttribute('open', '')
}
HTMLDialogElement.prototype.close = function close() {
  this.removeAttribute('open')
}
// Two busy cores are slow now and then; a test that waits for something right gets it in the end.
configure({ asyncUtilTimeout: 5_000 })

window.scrollTo = () => undefined

afterEach(() => {
  cleanup()
})
