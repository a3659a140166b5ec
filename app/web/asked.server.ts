import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { findSession } from '~/people/session.server'
import { sessionOf } from './cookie.server'
import { door } from './database.server'

type Found = ReturnType<typeof findSession>

const asked = new WeakMap<object, Found>()

/** Who asks: looked up once for all loaders of a page. What is posted may change it, so each looks for itself there. */
export function findAsker({ request, context }: LoaderFunctionArgs | ActionFunctionArgs): Found {
  if (request.method !== 'GET' || !context) return lookUp(request, context)
  const found = asked.get(context) ?? lookUp(request, context)
  asked.set(context, found)
  return found
}

const lookUp = (request: Request, context: LoaderFunctionArgs['context'] | undefined) =>
  findSession(door(context?.requestId ?? null, context?.noted), sessionOf(request))
