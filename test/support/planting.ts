import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { AwardModules } from './award-properties'

/** One fault: these words, which stand exactly once in that file of the awards, become others. */
export type Fault = { file: string; from: string; to: string }

/** A copy of the award's rules with a fault planted in it, loaded beside the product's own. */
export async function plant({ file, from, to }: Fault, name: string): Promise<AwardModules> {
  const folder = resolve('.data-test/planted', `${process.pid}-${name}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const part of ['engine', 'verifying', 'verify.ts', 'clearing.ts', 'ceilings.ts', 'certificate.ts'])
    cpSync(resolve('app/awards', part), resolve(folder, part), { recursive: true })
  for (const part of ['instance.ts', 'tie.ts']) cpSync(resolve('app/awards', part), resolve(folder, part))
  const text = readFileSync(resolve(folder, file), 'utf8')
  if (text.split(from).length !== 2) throw new Error(`“${from}” does not stand once in ${file}`)
  writeFileSync(
    resolve(folder, file),
    text.replace(from, () => to),
  )
  const load = (path: string) => import(/* @vite-ignore */ resolve(folder, path))
  const [{ clear, whyNotClear }, { solve }, { verify }, { exactBound }, { factsOf }] = await Promise.all([
    load('clearing.ts'),
    load('engine/solve.ts'),
    load('verify.ts'),
    load('verifying/bound.ts'),
    load('verifying/facts.ts'),
  ])
  return { clear, whyNotClear, solve, verify, exactBound, factsOf }
}

/** Takes the copies away again. */
export const clean = () => rmSync(resolve('.data-test/planted'), { recursive: true, force: true })
