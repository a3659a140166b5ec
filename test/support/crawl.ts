import { expect, inject, test } from 'vitest'
import { organizations } from '~db/seeds/cast'
import { orgId, personId } from '~db/seeds/people'
import { startSession } from '~/people/session.server'
import { aMember, aVisitor, db, type Manner, type Visitor } from './browser'

const market = inject('market')
const perPattern = 2

// One of each role, in the order of the street.
const everyone = [
  'buyer', 'assetManager', 'approver', 'yunfanRep', 'officer', 'officer2', 'opener2', 'auditor', 'inspector', 'liaison',
  'leader', 'mediator', 'registrar',
] as const // prettier-ignore

/** Tests that every link leads somewhere for everyone, and that each kind of page, met first by anyone, has no fault. */
export function testEveryPage(manner: Manner) {
  const looked = new Set<string>()

  test('a visitor', () => testAs(null))
  test.each(everyone)('%s', (key) => testAs(key))

  async function testAs(key: string | null) {
    const found = await crawl(key ? await cookieOf(key) : '', key ? '/home' : '/')
    const lost = found.filter(({ status }) => status >= 400)
    expect.soft(lost.map(({ path, status, from }) => `${status} ${path} on ${from}`)).toEqual([])
    const visitor = key ? await aMember(key, manner) : await aVisitor(manner)
    for (const { path } of found.filter(isNewPage)) await lookAt(visitor, path)
    await visitor.leave()
  }

  function isNewPage({ path, status, type }: Found) {
    const pattern = patternOf(path)
    if (status !== 200 || !type.startsWith('text/html') || looked.has(pattern)) return false
    return looked.add(pattern)
  }
}

async function lookAt(visitor: Visitor, path: string) {
  try {
    await visitor.open(path, { lands: /./ })
  } catch (error) {
    expect.soft(error instanceof Error ? error.message : error, path).toBeNull()
  }
}

type Found = { path: string; status: number; from: string; type: string }

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
    found.push({ path, status, from, type })
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
