import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { bundledLines, target } from './bundle-lines.mjs'

it('bundles the crisis lines as the service has them', async () => {
  expect(await readFile(target, 'utf8'), 'run `node build/bundle-lines.mjs`').toBe(await bundledLines())
})
