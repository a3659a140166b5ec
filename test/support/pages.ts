import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Database } from '~db/schema'
import { organizations } from '~db/seeds/cast'
import { orgId, personId } from '~db/seeds/people'
import { startSession } from '~/people/session.server'
import type { Someone } from './people'

/** Pages take their connections from this process's shelf: from now on those of the test's own database. */
export function servePages(pool: pg.Pool) {
  ;(globalThis as Record<string, unknown>).musterShelf = new Map([['pool', pool]])
}

/** A cookie of someone of the cast, their second factor shown. */
export async function cookieOf(db: Kysely<Database>, key: string): Promise<string> {
  const organization = organizations.find(({ people }) => people.some((person) => person.key === key))
  if (!organization) throw new Error(`nobody of the cast is called ${key}`)
  const facts = {
    personId: personId(key),
    organizationId: orgId(organization.key),
    ip: '127.0.0.1',
    agent: 'test',
    factor: true,
  }
  return `muster=${await startSession(db, facts)}`
}

/** A cookie of a person of the test's own market, their second factor shown just now. */
export const cookieFor = async (db: Kysely<Database>, { personId: person, orgId: organization }: Someone) =>
  `muster=${await startSession(db, { personId: person, organizationId: organization, ip: '127.0.0.1', agent: 'test', factor: true })}`

/** Any loader or action; what a page asks of its arguments, `visit` gives. */
type Served = (args: any) => Promise<unknown>
type Visit = {
  path?: string
  params?: Record<string, string>
  cookie?: string
  form?: Record<string, string | string[]> | FormData
}

export type Outcome = { status: number; location: string | null; cookie: string | null; data: unknown }

/** Calls a loader (or, with a form, an action) as the server would, and tells what came back or was thrown. */
export async function visit(
  serve: Served,
  { path = '/', params = {}, cookie, form }: Visit = {},
): Promise<Outcome> {
  const headers = new Headers({ origin: 'http://localhost:3000', 'accept-language': 'zh' })
  if (cookie) headers.set('cookie', cookie)
  const request = new Request(
    `http://localhost:3000${path}`,
    form ? { method: 'POST', headers, body: bodyOf(form) } : { headers },
  )
  const answer: unknown = await serve({
    request,
    params,
    context: { requestId: 'test', ip: '127.0.0.1' },
  }).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown
    throw thrown
  })
  if (answer instanceof Response)
    return {
      status: answer.status,
      location: answer.headers.get('location'),
      cookie: answer.headers.get('set-cookie'),
      data: null,
    }
  const wrapped = answer as { type?: string; data?: unknown; init?: { status?: number } | null }
  if (wrapped?.type === 'DataWithResponseInit')
    return { status: wrapped.init?.status ?? 200, location: null, cookie: null, data: wrapped.data }
  return { status: 200, location: null, cookie: null, data: answer }
}

function bodyOf(form: NonNullable<Visit['form']>) {
  if (form instanceof FormData) return form
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) body.append(name, one)
  return body
}
