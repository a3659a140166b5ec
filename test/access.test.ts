import { readFileSync } from 'node:fs'
import type { RouteConfigEntry } from '@remix-run/route-config'
import { describe, expect, test } from 'vitest'
import { access, admits, type Access } from '~/people/access'
import routes from '~/routes'
import { anActor } from './support/actors'
import { aMarket } from './support/database'
import { cookieOf, servePages, visit } from './support/pages'

const { app, worker } = await aMarket()
servePages(app.pool)

type Module = { handle?: { access: Access }; loader?: never; action?: never }
type Page = { path: string; file: string; module: Module }

const flat = (entries: readonly RouteConfigEntry[], above = ''): { path: string; file: string }[] =>
  entries.flatMap(({ path = '', file, children = [] }) => [
    { path: `${above}/${path}`, file },
    ...flat(children, `${above}/${path}`),
  ])

const pages: Page[] = await Promise.all(
  flat(routes).map(async (page) => ({
    ...page,
    module: (await import(/* @vite-ignore */ `../app/${page.file}`)) as Module,
  })),
)

const personas = [
  'buyer', 'assetManager', 'approver', 'yunfanRep', 'mediator', 'registrar', 'officer', 'auditor', 'liaison', 'leader', 'inspector', 'opener2',
] as const // oxfmt-ignore
const cookies = Object.fromEntries(
  await Promise.all(personas.map(async (key) => [key, await cookieOf(worker.db, key)])),
)

const nowhere = '019a0000-0000-7000-8000-000000000000'
const paramsOf = (path: string) =>
  Object.fromEntries(
    [...path.matchAll(/:(\w+)/g)].map(([, name]) => [
      name!,
      name!.endsWith('Id') ? nowhere : 'nothing-of-that-name',
    ]),
  )

describe.each(pages)('$path', ({ path, file, module }) => {
  const serves = (['loader', 'action'] as const).filter((name) => module[name])
  const text = readFileSync(`app/${file}`, 'utf8')
  const declared = module.handle?.access as Access

  test('declares who may enter, and passes the door in every loader and action', () => {
    expect(['anyone', 'signed', 'seat', ...Object.keys(access)]).toContain(declared)
    for (const name of serves) {
      const body =
        new RegExp(`export async function ${name}\\((?:args[^{]*)?\\) \\{\\s*([^\\n]*)`).exec(text)?.[1] ?? ''
      expect(body, `${file}: ${name}`).toMatch(/await enter\(args, |^return redirect\('/)
    }
  })

  test('sends visitors to sign in', async () => {
    if (declared === 'anyone' || declared === 'signed') return
    for (const name of serves) {
      const outcome = await visit(module[name]!, {
        path,
        params: paramsOf(path),
        ...(name === 'action' && { form: {} }),
      })
      expect(outcome).toMatchObject({ status: 302, location: expect.stringMatching(/^\/sign-in\?next=/) })
    }
  })

  // What an access name says of a persona is the same behind every page that declares it (`enter`, the test above): its
  // first page is asked by all. Every page is read whole by the first of each kind of organization whom it admits, and
  // turns away one of those for whom it is not there and one of those who may not enter.
  const answers = Map.groupBy(personas, (key) => admits(declared, anActor(key)))
  const readers = Map.groupBy(answers.get('enter') ?? [], (key) => anActor(key).kind).values()
  const asking = [...readers, answers.get('hidden') ?? [], answers.get('forbidden') ?? []].flatMap(
    ([first]) => first ?? [],
  )
  const isFirst = pages.find(({ module: { handle } }) => handle?.access === declared)?.path === path

  test.each(isFirst ? personas : asking)('answers %s as the access table says', async (key) => {
    const expected = admits(declared, anActor(key))
    const outcomes = await Promise.all(
      serves
        .filter((name) => name === 'loader' || expected !== 'enter')
        .map((name) =>
          visit(module[name]!, {
            path,
            params: paramsOf(path),
            cookie: cookies[key],
            ...(name === 'action' && { form: {} }),
          }),
        ),
    )
    for (const { status } of outcomes) {
      if (expected === 'hidden') expect(status).toBe(404)
      if (expected === 'forbidden') expect(status).toBe(403)
      if (expected === 'enter') expect(status).not.toBe(403)
      if (expected === 'enter' && !/[:*]/.test(path)) expect(status).not.toBe(404)
    }
  })
})
