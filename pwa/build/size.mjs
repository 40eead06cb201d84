// Holds the built files against the bars of the phone: bytes after brotli, as they travel. Prints every figure.
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { toBrotli } from './compress.mjs'

const dist = 'dist'
const kB = 1000
const bars = { code: 60 * kB, wire: 100 * kB, route: 15 * kB, precache: 250 * kB, firstFlight: 14 * kB }
const firstPages = ['src/identity/WelcomePage.tsx', 'src/app/home/HomePage.tsx']

/** @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], css?: string[] }} Chunk */
/** @type {Record<string, Chunk>} */
const chunks = JSON.parse(await readFile(join(dist, '.vite/manifest.json'), 'utf8'))
const html = await readFile(join(dist, 'index.html'))
const inlined = /<style>(.*?)<\/style>/s.exec(html.toString())?.[1] ?? ''

/** @type {string[]} */
const failures = []

/** @param {string} what @param {number} bytes @param {number} bar */
function hold(what, bytes, bar) {
  const isOver = bytes > bar
  console.log(`${isOver ? 'OVER' : 'ok  '} ${(bytes / kB).toFixed(1).padStart(6)} of ${bar / kB} kB  ${what}`)
  if (isOver) failures.push(what)
}

/** Bytes of a built file as they travel. @param {string} file */
async function wire(file) {
  const path = join(dist, file)
  return await stat(`${path}.br`).then(({ size }) => size, async () => (await stat(path)).size)
}

/** The files that a chunk needs before it runs; its styles too, but for those that are in the page already. @param {string} key @param {Set<string>} [found] */
function needs(key, found = new Set()) {
  const chunk = chunks[key]
  if (chunk === undefined || found.has(chunk.file)) return found
  found.add(chunk.file)
  if (chunk.isEntry !== true) for (const css of chunk.css ?? []) found.add(css)
  for (const next of chunk.imports ?? []) needs(next, found)
  return found
}

/** @param {Iterable<string>} files */
async function total(files) {
  const sizes = await Promise.all([...files].map(wire))
  return sizes.reduce((sum, size) => sum + size, 0)
}

const entryKey = Object.keys(chunks).find((key) => chunks[key]?.isEntry === true)
if (entryKey === undefined) throw new Error('the build has no entry')
const entry = needs(entryKey)
const pages = chunks[entryKey]?.dynamicImports ?? []
if (pages.length < 20) throw new Error(`only ${pages.length} pages are fetched when opened: is something bundled into the entry?`)

const cssBytes = (await toBrotli(Buffer.from(inlined))).length
const around = await total(['index.html', 'manifest.webmanifest', 'icon.svg', 'sw.js'])

console.log('First load')
for (const page of firstPages) {
  const files = new Set([...entry, ...needs(page)])
  if (chunks[page] === undefined) throw new Error(`${page} is not in the build`)
  hold(`${page}: JS and CSS`, (await total(files)) + cssBytes, bars.code)
  hold(`${page}: everything on the wire`, (await total(files)) + around, bars.wire)
}
hold('index.html: the first screen', await wire('index.html'), bars.firstFlight)

console.log('Each further page')
for (const page of pages) {
  if (firstPages.includes(page)) continue
  const own = [...needs(page)].filter((file) => !entry.has(file))
  hold(page, await total(own), bars.route)
}

const listed = /"((?:\\.|[^"])*\\"version\\"(?:\\.|[^"])*)"/.exec(await readFile(join(dist, 'sw.js'), 'utf8'))?.[1]
if (listed === undefined) throw new Error('sw.js names no files to keep')
/** @type {string[]} */
const kept = JSON.parse(JSON.parse(`"${listed}"`)).files
console.log('Kept on the device')
hold(`${kept.length} files`, await total(kept.map((file) => (file === '/' ? 'index.html' : file))), bars.precache)

console.log(`${failures.length === 0 ? 'Every bar is held.' : `Over the bar: ${failures.join(', ')}`}`)
if (failures.length > 0) process.exit(1)
