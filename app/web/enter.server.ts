import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { actingAs, type Identity } from '~db/tenant'
import { uuidForm } from '~/kernel/fields'
import type { Locale } from '~/kernel/locale'
import { secondFactorRoles } from '~/kernel/role'
import { admits } from '~/people/access'
import { type Actor, nobody } from '~/people/actor'
import type { Session } from '~/people/session.server'
import { findAsker } from './asked.server'
import type { RequestContext } from './context'
import { pool } from './database.server'
import { requestLocale } from './locale.server'
import type { Handle } from './page'

export type Entered = {
  readonly actor: Actor
  /** Every statement and transaction of it runs under the actor's identity. */
  readonly db: Kysely<Database>
  readonly now: Date
  /** Path parameters; those ending in `Id` are uuids, or the page is not found. */
  readonly params: Readonly<Record<string, string>>
  readonly request: Request
  readonly url: URL
  readonly session: Session | null
  readonly handle: Handle
  readonly requestId: string | null
  readonly ip: string | null
}

/** Said by the door while the market is told anew; its sentence stands with those of errors. */
export const renewed = 'renewed'

/** The door of every loader and action: who is asking, whether this page is theirs, and a database that knows it. */
export async function enter(args: LoaderFunctionArgs | ActionFunctionArgs, handle: Handle): Promise<Entered> {
  const { request, params, context } = args
  if (context?.isRenewed) throw new Response(renewed, { status: 503 })
  const requestId = (context?.requestId as string | undefined) ?? null
  const { session, now } = await findAsker(args)
  const actor = actorOf(session, requestLocale(request))
  if (context?.noted && session) note(context.noted, actor)
  const url = new URL(request.url)
  admit(actor, session, handle, url)
  for (const [name, value] of Object.entries(params))
    if (name.endsWith('Id') && !uuidForm.test(value ?? '')) throw notFound()
  return {
    actor,
    now,
    request,
    url,
    session,
    handle,
    requestId,
    db: actingAs(pool(), identityOf(actor, requestId), context?.noted),
    params: params as Record<string, string>,
    ip: (context?.ip as string | undefined) ?? null,
  }
}

function note(noted: RequestContext['noted'], { personId, organizationId }: Actor) {
  noted.actor = personId
  if (organizationId !== nobody) noted.org = organizationId
}

function admit(actor: Actor, session: Session | null, handle: Handle, url: URL) {
  const answer = admits(handle.access, actor)
  if (handle.access === 'anyone' || handle.access === 'signed') return
  if (!session) throw redirect(`/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`)
  if (lacksFactor(session) && !handle.beforeFactor)
    throw redirect(`/sign-in/factor?next=${encodeURIComponent(url.pathname + url.search)}`)
  if (answer === 'hidden') throw notFound()
  if (answer === 'forbidden') throw new Response(null, { status: 403 })
}

/** Some roles may do nothing before their second factor was shown (trust.md §3). */
export const lacksFactor = (session: Session) =>
  session.factorAt === null && secondFactorRoles.some((role) => session.roles.includes(role))

export function actorOf(session: Session | null, locale: Locale): Actor {
  const known = session && session.organizationId && session.kind
  return {
    kind: known ? session.kind : 'visitor',
    personId: session?.personId ?? nobody,
    organizationId: known ? session.organizationId : nobody,
    roles: known ? session.roles : [],
    sessionId: session?.idHash.toString('hex') ?? null,
    stepUpAt: session?.stepUpAt ?? null,
    locale,
  } as unknown as Actor
}

export const identityOf = (actor: Actor, requestId: string | null): Identity => ({
  organizationId: actor.organizationId === nobody ? null : actor.organizationId,
  personId: actor.personId === nobody ? null : actor.personId,
  roles: actor.roles,
  actorKind: actor.kind,
  requestId,
})

export const notFound = () => new Response(null, { status: 404 })

/** The row, or the page of a missing one: what is not yours does not exist. */
export function found<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw notFound()
  return row
}
