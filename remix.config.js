import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

const longestFirst = process.env.VITEST && (await import('./test/support/longest-first.ts')).LongestFirst

/** The Vite and the Vitest configuration; the Remix plugin stays out of tests. */
export default defineConfig({
  cacheDir: '.data/vite',
  resolve: { alias: { '~db': here('./db'), '~': here('./app') } },
  plugins: process.env.VITEST
    ? []
    : [
        tailwindcss(),
        remix({
          ignoredRouteFiles: ['**/*'],
          future: {
            v3_fetcherPersist: true,
            // The whole map is one lasting file: a page with fifty links would ask for more than an address may hold.
            v3_lazyRouteDiscovery: false,
            v3_relativeSplatPath: true,
            v3_routeConfig: true,
            v3_singleFetch: true,
            v3_throwAbortReason: true,
          },
        }),
      ],
  // What imports what: of it the list of the scripts that seal is made (scripts/steps/sealing-scripts.js).
  build: { assetsInlineLimit: 0, manifest: true },
  test: {
    env: { DATA_DIR: '.data-test' },
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    ...(longestFirst && { sequence: { sequencer: longestFirst } }),
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'rooms',
          // A file finds the modules that the file before it has loaded: half of the time was loading them.
          isolate: false,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/journeys/**', 'test/crawl/**', 'node_modules/**'],
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['test/support/market.ts'],
          testTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'crawl',
          include: ['test/crawl/**/*.test.ts'],
          globalSetup: ['test/support/market.ts'],
          testTimeout: 1_200_000,
        },
      },
    ],
  },
})
