import { join } from 'node:path'
import { project } from './project.js'

/**
 * Makes of `app/entry.saved.tsx` one script and one sheet of styles that need nothing else: of them the page is written
 * that readers save and open without a network.
 * @param {string} folder
 */
export async function buildSavedPage(folder) {
  // Not before they are installed.
  const [{ build }, { default: tailwindcss }] = await Promise.all([
    import('vite'),
    import('@tailwindcss/vite'),
  ])
  await build({
    root: project,
    configFile: false,
    logLevel: 'error',
    mode: 'production',
    publicDir: false,
    plugins: [tailwindcss()],
    // Whatever this process is for: the page runs the React of production.
    esbuild: { jsx: 'automatic', jsxDev: false },
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: { alias: { '~db': join(project, 'db'), '~': join(project, 'app') } },
    build: {
      outDir: folder,
      emptyOutDir: true,
      cssCodeSplit: false,
      assetsInlineLimit: 1_000_000,
      rollupOptions: {
        input: join(project, 'app/entry.saved.tsx'),
        output: { format: 'iife', entryFileNames: 'checker.js', assetFileNames: 'checker[extname]' },
      },
    },
  })
}
