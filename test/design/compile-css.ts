import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { compile, optimize } from '@tailwindcss/node'
import { Scanner } from '@tailwindcss/oxide'

/** The stylesheet as the build makes it, from `app/app.css` and the classes found in `folders`. */
export async function compileCss(...folders: string[]) {
  const base = resolve('app')
  const css = await readFile('app/app.css', 'utf8')
  const compiler = await compile(css, { base, onDependency: () => {} })
  const scanner = new Scanner({
    sources: folders.map((folder) => ({ base: resolve(folder), pattern: '**/*.{ts,tsx}', negated: false })),
  })
  return optimize(compiler.build(scanner.scan()), { minify: false }).code
}
