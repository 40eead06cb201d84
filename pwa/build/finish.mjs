// The last steps of a build: the shell is drawn into index.html with its styles inlined, the service worker
// learns which files to keep, and everything is compressed once so that the server need not.
import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { compress } from './compress.mjs'
import { filesBelow } from './files.mjs'
import { filesOfOnlinePages } from './online-pages.mjs'

const dist = 'dist'
const notKept = /\.(map|br|gz)$|^\/(sw\.js|index\.html|robots\.txt|manifest.*\.webmanifest|icon-512.*|plain-.*|\.vite\/.*)$/

await inlineShell()
await writeShelf()
await compress(dist)

async function inlineShell() {
  const page = join(dist, 'index.html')
  const html = await readFile(page, 'utf8')
  const { prerender, prerenderFirst } = await drawings()
  const link = /<link rel="stylesheet"[^>]*href="([^"]+)"[^>]*>/.exec(html)
  if (link?.[1] === undefined) throw new Error('index.html links no stylesheet')
  const css = await readFile(join(dist, link[1]), 'utf8')
  const whole = html
    .replace(link[0], () => `<style>${css.trim()}</style>`)
    .replace('<div id="app"></div>', () => `<div id="app">${prerender()}</div>`)
    .replace('<template id="first"></template>', () => `<template id="first">${prerenderFirst()}</template>`)
    .replaceAll(/>\s+</g, '><')
  if (/\sstyle="/.test(whole)) throw new Error('index.html has a style attribute: the content security policy refuses it')
  await writeFile(page, whole)
  // The styles are in the page now, and no other file may ask for them.
  for (const file of await filesBelow(dist)) {
    if (!file.endsWith('.js') || !(await readFile(join(dist, file), 'utf8')).includes(link[1].slice(1))) continue
    throw new Error(`${file} asks for the styles of the page: call import() from a module of the entry instead`)
  }
  await rm(join(dist, link[1]))
}

async function drawings() {
  const outDir = 'node_modules/.cache/prerender'
  await build({
    logLevel: 'warn',
    build: { ssr: 'src/app/prerender.tsx', outDir, emptyOutDir: true, manifest: false, rolldownOptions: { output: { entryFileNames: 'prerender.mjs' } } },
  })
  return await import(pathToFileURL(join(outDir, 'prerender.mjs')).href)
}

async function writeShelf() {
  const online = filesOfOnlinePages(JSON.parse(await readFile(join(dist, '.vite/manifest.json'), 'utf8')))
  const files = (await filesBelow(dist)).filter((file) => !notKept.test(file) && !online.has(file))
  const hash = createHash('sha256')
  for (const file of ['/index.html', ...files]) hash.update(file).update(await readFile(join(dist, file)))
  const shelf = { version: hash.digest('hex').slice(0, 12), files: ['/', ...files] }
  const worker = join(dist, 'sw.js')
  const source = await readFile(worker, 'utf8')
  const placeholder = /(["'`])__WAYMARK_SHELF__\1/
  if (!placeholder.test(source)) throw new Error('sw.js has no place for the list of files')
  await writeFile(worker, source.replace(placeholder, () => JSON.stringify(JSON.stringify(shelf))))
}
