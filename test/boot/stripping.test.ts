import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

// Node runs scripts/ by taking the types out; it knows no JSX and makes no bundle (stack.md, trap 17).
const scripts = readdirSync('scripts', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('scripts', file))

test.each(scripts)('what %s loads can be run without a build', (script) => {
  const seen = new Set<string>()
  const unfit: string[] = []
  follow(script, [script])
  expect(unfit).toEqual([])

  function follow(file: string, way: string[]) {
    if (seen.has(file)) return
    seen.add(file)
    for (const target of importsOf(file)) {
      const found = [target, `${target}.ts`].find(
        (path) => /\.(ts|js|json|txt)$/.test(path) && existsSync(path),
      )
      if (!found) unfit.push([...way, target].join(' → '))
      else if (found.endsWith('.ts')) follow(found, [...way, found])
    }
  }
})

/** The files of ours that a file loads; what only its types need is left out. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const still = text.matchAll(/^(?:import|export)\s(?!type\s)(?:[\w*{},\s]+\sfrom\s)?['"]([^'"]+)['"]/gm)
  const later = text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)
  return [...still, ...later].flatMap(([, name = '']) => {
    if (name.startsWith('~/')) return join('app', name.slice(2))
    if (name.startsWith('~db/')) return join('db', name.slice(4))
    return name.startsWith('.') ? normalize(join(dirname(file), name)) : []
  })
}
