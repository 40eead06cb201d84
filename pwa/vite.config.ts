import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { purgeCss } from './build/purge-css.mjs'

const apiAddress = process.env.WAYMARK_API ?? 'http://127.0.0.1:8000'

/** The page. The service worker has a configuration of its own: it must be one file without imports. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [purgeCss()],
  build: {
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome109', 'edge109', 'firefox115', 'safari16.4'],
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': apiAddress } },
  preview: { host: '127.0.0.1', port: 4173, proxy: { '/api': apiAddress } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.mjs'],
    setupFiles: [fileURLToPath(new URL('./build/test-setup.ts', import.meta.url))],
    restoreMocks: true,
    testTimeout: 20_000,
    env: { TZ: 'UTC' },
  },
})
