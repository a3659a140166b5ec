// Prints every address with its page and who may enter it, for reviewers.
import { readFileSync } from 'node:fs'
import type { RouteConfigEntry } from '@remix-run/route-config'
import './resolve.ts'

const { default: routes } = (await import('../app/routes.ts')) as { default: RouteConfigEntry[] }

const pages = flat(routes).map(({ path, file }) => ({ path, file, access: accessOf(file) }))
const [first, second] = [widest(pages.map(({ path }) => path)), widest(pages.map(({ file }) => file))]
for (const { path, file, access } of pages)
  console.log(`${path.padEnd(first)}  ${file.padEnd(second)}  ${access}`)

function flat(entries: readonly RouteConfigEntry[], above = ''): { path: string; file: string }[] {
  return entries.flatMap(({ path, file, children = [] }) => {
    const here = path ? `${above}/${path}` : above
    return [{ path: here || '/', file }, ...flat(children, here)]
  })
}

/** The declaration as it is written; `test/access.test.ts` sees that each page has one, and that it is kept. */
function accessOf(file: string) {
  const text = readFileSync(new URL(`../app/${file}`, import.meta.url), 'utf8')
  const shown = /page\(\{[^}]*?\baccess: '([^']+)'/s.exec(text)?.[1] ?? '?'
  const changed = /enter\(args, \{ \.\.\.handle, access: '([^']+)'/.exec(text)?.[1]
  return changed ? `${shown}; to change: ${changed}` : shown
}

function widest(texts: readonly string[]) {
  return Math.max(...texts.map(({ length }) => length))
}
