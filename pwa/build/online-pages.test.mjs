import { expect, it } from 'vitest'
import { filesOfOnlinePages } from './online-pages.mjs'

const page = (/** @type {string} */ name, /** @type {string[]} */ imports = []) => ({ file: `assets/${name}.js`, css: [`assets/${name}.css`], imports })

it('keeps what the app and its kept pages ask for, and leaves what only online pages ask for', () => {
  const own = [...Array(6).keys()].map((number) => `src/sharing/people/Page${number}.tsx`)
  const chunks = {
    'index.html': { file: 'assets/entry.js', isEntry: true, dynamicImports: ['src/app/home/HomePage.tsx', ...own] },
    'src/app/home/HomePage.tsx': page('home', ['_both.js']),
    '_both.js': { file: 'assets/both.js' },
    '_theirs.js': { file: 'assets/theirs.js' },
    ...Object.fromEntries(own.map((key, number) => [key, page(`own${number}`, ['_both.js', '_theirs.js'])])),
  }
  const left = filesOfOnlinePages(chunks)
  expect(left).toContain('/assets/theirs.js')
  expect(left).toContain('/assets/own0.css')
  for (const kept of ['entry.js', 'home.js', 'home.css', 'both.js']) expect(left).not.toContain(`/assets/${kept}`)
})
