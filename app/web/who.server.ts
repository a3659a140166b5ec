import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { actingAs } from '~db/tenant'
import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import { nameIn } from '~/kernel/locale'
import type { Actor } from '~/people/actor'
import { countUnread } from '~/people/queries.server'
import { findAsker } from './asked.server'
import { pool } from './database.server'
import { actorOf, identityOf } from './enter.server'
import { requestLocale } from './locale.server'
import type { Who } from './shell'

/** What the frame shows of the person, and a seed that makes the keys of this document's forms. */
type Counting = (db: Kysely<Database>, actor: Actor) => Promise<Record<string, number>>

/** `count` tells how much waits at each place of the navigation. */
export async function findWho(args: LoaderFunctionArgs, count: Counting) {
  const { request, context } = args
  const requestId = (context?.requestId as string | undefined) ?? null
  const locale = requestLocale(request)
  const formSeed = context?.formSeed ?? randomUUID()
  const base = { locale, requestId, formSeed, demo: env.DEMO, origin: env.PUBLIC_ORIGIN }
  if (context?.isRenewed) return { ...base, who: null as Who }
  const { session } = await findAsker(args)
  // A guest has no place to work: the frame is that of a visitor.
  if (!session || session.caseId) return { ...base, who: null as Who }
  const actor = actorOf(session, locale)
  const db = actingAs(pool(), identityOf(actor, requestId), context?.noted)
  const who: Who = {
    name: session.personName,
    organization: nameIn(locale, session.organizationName, session.organizationNameEn),
    kind: session.kind,
    roles: session.roles as NonNullable<Who>['roles'],
    unread: await countUnread(db, actor),
    waiting: await count(db, actor),
  }
  return { ...base, who }
}
