// Writes src/shared/bundled-lines.ts: the crisis lines that hold in every nation, from the service's own data. They are what a
// device shows that has never met the service. `node build/bundle-lines.mjs` after a change in backend/care/lines.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../backend/care/lines')
export const target = join(import.meta.dirname, '../src/shared/bundled-lines.ts')

/** @typedef {{ key: string } & Record<string, unknown>} Line */

/** @param {string} nation @returns {Promise<Line[]>} */
async function linesOf(nation) {
  return JSON.parse(await readFile(join(folder, `${nation}.json`), 'utf8')).lines
}

/** The file as it should be. */
export async function bundledLines() {
  const [england, wales] = [await linesOf('england'), await linesOf('wales')]
  const common = england.filter(({ key }) => wales.some((line) => line.key === key))
  return [
    '/** Made by build/bundle-lines.mjs from backend/care/lines: do not change it here. */',
    "import type { CrisisLine } from './api-types'",
    '',
    'export const bundledLines: readonly CrisisLine[] = [',
    ...common.map((line) => `  ${JSON.stringify(shown(line))},`),
    ']',
    '',
  ].join('\n')
}

/** @param {Line} line */
function shown({ key, name, call, text, text_word, explains, for_whom, hours, always_open, language, checked_on }) {
  return {
    key,
    name,
    call: call ?? null,
    text: text ?? null,
    text_word: text_word ?? null,
    explains,
    for_whom: for_whom ?? null,
    hours: hours ?? [],
    always_open: always_open ?? false,
    is_local: false,
    language: language ?? null,
    checked_on,
  }
}

if (process.argv[1] === import.meta.filename) await writeFile(target, await bundledLines())
