import { defineConfig } from 'vite'

/** The service worker: one classic file at /sw.js, so that its scope is the whole address. */
export default defineConfig({
  publicDir: false,
  build: {
    emptyOutDir: false,
    target: ['chrome109', 'edge109', 'firefox115', 'safari16.4'],
    lib: { entry: 'src/sw/index.ts', formats: ['iife'], name: 'waymarkServiceWorker', fileName: () => 'sw.js' },
  },
})
