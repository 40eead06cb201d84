import { readdirSync } from 'node:fs'
import { PurgeCSS } from 'purgecss'

/** Class names appear whole in the sources; the words of a class are never put together at run time. */
const sources = () =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.tsx') && !path.endsWith('.test.tsx'))
    .map((path) => `src/${path}`)

/** @param {string} css */
async function purge(css) {
  const [result] = await new PurgeCSS().purge({
    content: ['index.html', ...sources()],
    css: [{ raw: css }],
    defaultExtractor: (text) => text.match(/[\w-]+/g) ?? [],
    variables: false,
  })
  return result?.css ?? ''
}

/**
 * Drops every style rule whose classes no component names: nhsuk-frontend's 24 kB become a few.
 *
 * @returns {import('vite').Plugin}
 */
export function purgeCss() {
  return {
    name: 'waymark-purge-css',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue
        asset.source = await purge(String(asset.source))
      }
    },
  }
}
