import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import { LocaleProvider } from './design/locale'
import type { RequestContext } from './web/context'
import { IntegrityContext } from './web/integrity'
import { requestLocale } from './web/locale.server'
import { NonceContext } from './web/nonce'
import type { Handle } from './web/page'
import { servedScripts } from './web/scripts.server'
import { wholeCharacters } from './web/whole-characters.server'

const patience = 5_000

/** Streams to people, waits for the whole page for crawlers. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
  load: Partial<RequestContext>,
) {
  load.isForAnyone = isPublic(context)
  const whole = isbot(request.headers.get('user-agent') ?? '')
  return new Promise<Response>((resolve, reject) => {
    let answered = false
    const answer = () => {
      answered = true
      const body = wholeCharacters()
      headers.set('content-type', 'text/html; charset=utf-8')
      resolve(new Response(createReadableStreamFromReadable(body), { headers, status }))
      pipe(body)
    }
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={load.nonce ?? ''}>
        <IntegrityContext.Provider value={servedScripts()?.integrity ?? '{}'}>
          <LocaleProvider locale={requestLocale(request)}>
            <RemixServer context={context} url={request.url} nonce={load.nonce ?? ''} />
          </LocaleProvider>
        </IntegrityContext.Provider>
      </NonceContext.Provider>,
      {
        nonce: load.nonce ?? '',
        onShellReady: () => !whole && answer(),
        onAllReady: () => whole && answer(),
        onShellError: reject,
        onError: (error) => {
          status = 500
          load.isForAnyone = false
          if (answered) console.error(JSON.stringify({ level: 'error', message: String(error) }))
        },
      },
    )
    setTimeout(abort, patience + 1_000)
  })
}

/** Whether it is a page of the public site, which shows everyone the same whom nobody knows. */
function isPublic({ staticHandlerContext }: EntryContext) {
  const handle = staticHandlerContext.matches.at(-1)?.route.handle as Handle | undefined
  return handle?.access === 'anyone' && !handle.secret
}

/** Broken pages are logged once, with their request id. A database error's message may hold values: only names go out. */
export function handleError(
  error: unknown,
  { request, context }: { request: Request; context: { requestId?: string } },
) {
  // An address that is not there is not broken.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return
  const {
    message,
    stack = '',
    code,
    table,
    constraint,
  } = error as Error & Record<'code' | 'table' | 'constraint', string>
  const where = stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
  const facts = code ? { code, table, constraint } : { message }
  console.error(JSON.stringify({ level: 'error', id: context?.requestId, ...facts, where }))
}
