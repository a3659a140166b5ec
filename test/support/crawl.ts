import { expect, inject, test } from 'vitest'
import { organizations } from '~db/seeds/cast'
import { orgId, personId } from '~db/seeds/people'
import { startSession } from '~/people/session.server'
import { aMember, aVisitor, db, type Manner, type Visitor } from './browser'

const market = inject('market')
const perPattern = 2

const manners: Manner[] = [
  { locale: 'zh', width: 1440 },
  { locale: 'en', width: 390, dark: true },
]

/**
 * Tests that every link leads somewhere for these people (`null`: a visitor), and that each kind of page, met first by
 * any of them, has no fault on a wide screen by day and on a phone by night.
 */
export function testEveryPage(everyone: readonly (string | null)[]) {
  const looked = new Set<string>()

  test.each(everyone)('%s finds no dead link and no faulty page', async (key) => {
    const found = await crawl(key ? await cookieOf(key) : '', key ? '/home' : '/')
    const lost = found.filter(({ status }) => status >= 400)
    const faults = lost.map(({ path, status, from }) => `${status} ${path} on ${from}`)
    const pages = found.filter(isNewPage)
    for (const manner of manners) {
      const visitor = key ? await aMember(key, manner) : await aVisitor(manner)
      for (const { path } of pages) faults.push(...(await faultsOf(visitor, path)))
      await visitor.leave()
    }
    expect(faults).toEqual([])
  })

  function isNewPage({ path, status, type, isFile }: Found) {
    const pattern = patternOf(path)
    if (status !== 200 || !type.startsWith('text/html') || isFile || looked.has(pattern)) return false
    return looked.add(pattern)
  }
}

async function faultsOf(visitor: Visitor, path: string): Promise<string[]> {
  try {
    await visitor.open(path, { lands: /./ })
    return []
  } catch (error) {
    const { actual, message } = error as Error & { actual?: unknown }
    return [`${path} ${JSON.stringify(visitor.manner)}: ${actual ? JSON.stringify(actual) : message}`]
  }
}

/** A file is kept by the browser and not shown. */
type Found = { path: string; status: number; from: string; type: string; isFile: boolean }

/** A path with what differs from thing to thing taken out: two orders have one pattern. */
const patternOf = (path: string) =>
  path
    .split(/[?#]/)[0]!
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|\b[A-Z0-9-]*\d[A-Z0-9-]{3,}\b/g, ':id')

/** Follows every link from a page on, as someone with this cookie; of each pattern a few are asked for. */
async function crawl(cookie: string, start: string): Promise<Found[]> {
  const found: Found[] = []
  const asked = new Map<string, number>()
  const queue = [{ path: start, from: '' }]
  for (const { path, from } of queue) {
    const pattern = patternOf(path)
    const count = asked.get(pattern) ?? 0
    if (count >= perPattern) continue
    asked.set(pattern, count + 1)
    const answer = await fetch(market.origin + path, { headers: { cookie }, redirect: 'manual' })
    const { status, headers } = answer
    const type = headers.get('content-type') ?? ''
    const isFile = headers.get('content-disposition')?.startsWith('attachment') ?? false
    found.push({ path, status, from, type, isFile })
    const location = headers.get('location')
    if (location) queue.push({ path: location, from: path })
    if (status !== 200 || !type.startsWith('text/html')) await answer.body?.cancel()
    else for (const to of linksOf(await answer.text(), path)) queue.push({ path: to, from: path })
  }
  return found
}

/** The addresses of our own that a document links to. */
function linksOf(html: string, here: string): string[] {
  const hrefs = [...html.matchAll(/<a\b[^>]*?\bhref="([^"]*)"/g)].map(([, href = '']) =>
    href.replaceAll('&amp;', '&'),
  )
  const paths = hrefs
    .map((href) => new URL(href, market.origin + here))
    .filter(({ origin }) => origin === market.origin)
    .map(({ pathname, search }) => pathname + search)
  return [...new Set(paths)]
}

async function cookieOf(key: string) {
  const organization = organizations.find(({ people }) => people.some((one) => one.key === key))!
  const token = await startSession(db, {
    personId: personId(key),
    organizationId: orgId(organization.key),
    ip: '127.0.0.1',
    agent: 'crawl',
    factor: true,
  })
  return `muster=${token}; locale=zh`
}
