import { describe, expect, it } from 'vitest'
import { codeIn, nextPath, passkeyNameFor, tokenIn } from './rules'

describe('a code as people type it', () => {
  it.each([['123456', '123456'], [' 123 456 ', '123456'], ['123-456', '123456']])('takes %j', (typed, code) => {
    expect(codeIn(typed)).toBe(code)
  })
  it.each(['', '12345', '1234567', 'abcdef'])('does not take %j', (typed) => {
    expect(codeIn(typed)).toBeNull()
  })
})

describe('where to go on after signing in', () => {
  it('keeps a path of this service', () => {
    expect(nextPath('/sharing')).toBe('/sharing')
    expect(nextPath('/my-requests/1?from=push')).toBe('/my-requests/1?from=push')
  })
  it.each([undefined, '', 'sharing', '//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example', 'javascript:alert(1)', '/sign-in/code'])(
    'goes home instead of to %j',
    (wanted) => {
      expect(nextPath(wanted)).toBe('/')
    },
  )
})

describe('the secret of a link', () => {
  it('is what follows the #', () => {
    expect(tokenIn('#abc_DEF-123')).toBe('abc_DEF-123')
  })
  it.each(['', '#', '#main', '#a b c d e f g', '#<script>alert'])('is not %j', (hash) => {
    expect(tokenIn(hash)).toBeNull()
  })
})

it('names a passkey after the device', () => {
  expect(passkeyNameFor('Mozilla/5.0 (Linux; Android 14) Chrome/130', 'x')).toBe('Android')
  expect(passkeyNameFor('something', 'My device')).toBe('My device')
})
