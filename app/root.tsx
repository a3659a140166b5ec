import './app.css'
import type { LoaderFunctionArgs } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { LinkButton } from './design/link-button'
import { languageTag, LocaleProvider, useLocale } from './design/locale'
import { useTitle } from './texts/use-title'
import { useIntegrity } from './web/integrity'
import { useNonce } from './web/nonce'
import type { Handle } from './web/page'
import { countPlaces } from './program/waiting.server'
import { findWho } from './web/who.server'
import { SharedCard } from './web/shared-card'
import { Shell } from './web/shell'
import { useWebTexts } from './web/texts'

export async function loader(args: LoaderFunctionArgs) {
  return findWho(args, countPlaces)
}

type Root = Awaited<ReturnType<typeof findWho>>

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<Root>('root')
  // Where the root itself failed, the language is the one that was asked for.
  const asked = useLocale()
  const locale = root?.locale ?? asked
  const nonce = useNonce()
  return (
    <LocaleProvider locale={locale}>
      <html lang={languageTag[locale]}>
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <Integrity />
          <PageTitle />
          <PublicCard />
          <link rel="icon" href="/icon.svg" type="image/svg+xml" />
          <Meta />
          <Links />
        </head>
        <body>
          {children}
          <ScrollRestoration nonce={nonce} />
          <Scripts nonce={nonce} />
        </body>
      </html>
    </LocaleProvider>
  )
}

/** Before any script: with which bytes alone the browser may run those of a page that seals. */
function Integrity() {
  const nonce = useNonce()
  const map = useIntegrity()
  const handle = useMatches().at(-1)?.handle as Handle | undefined
  if (!handle?.seals) return null
  return (
    <script
      type="importmap"
      nonce={nonce}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: map }}
    />
  )
}

/** A page's own name (`title` in its data) before the title of its kind. */
function PageTitle() {
  const title = useTitle()
  const texts = useWebTexts()
  const match = useMatches().at(-1)
  const kind = (match?.handle as Handle | undefined)?.title
  const own = (match?.data as { title?: unknown } | undefined)?.title
  const parts = [typeof own === 'string' ? own : null, kind && title(kind), texts.product].filter(Boolean)
  return <title>{parts.join(' · ')}</title>
}

/** What search engines and those who share a link are told of a public page: its `title` and `about` in its data. */
function PublicCard() {
  const root = useRouteLoaderData<Root>('root')
  const title = useTitle()
  const match = useMatches().at(-1)
  const handle = match?.handle as Handle | undefined
  const { title: own, about } = (match?.data ?? {}) as { title?: unknown; about?: unknown }
  if (!root || handle?.access !== 'anyone' || handle.inside) return null
  return (
    <SharedCard
      origin={root.origin}
      title={typeof own === 'string' ? own : title(handle.title)}
      about={about}
    />
  )
}

export default function App() {
  const { who, demo } = useLoaderData<Root>()
  const handle = useMatches().at(-1)?.handle as Handle | undefined
  return (
    <Shell who={who} demo={demo} open={handle?.access === 'anyone' && !handle.inside}>
      <Outlet />
    </Shell>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  const root = useRouteLoaderData<Root>('root')
  const texts = useWebTexts().errors
  const status = isRouteErrorResponse(error) ? error.status : 500
  const [what, why] =
    status === 404
      ? [texts.notFound, texts.notFoundWhy]
      : status === 403
        ? [texts.forbidden, texts.forbiddenWhy]
        : status === 503
          ? isRouteErrorResponse(error) && error.data === 'renewed'
            ? [texts.renewed, texts.renewedWhy]
            : [texts.busy, texts.busyWhy]
          : [texts.broken, texts.brokenWhy]
  return (
    <Shell who={root?.who ?? null} demo={root?.demo ?? false} open={!root?.who}>
      <div className="mx-auto max-w-xl space-y-3 py-16">
        <p className="figure text-ink-soft">{status}</p>
        <h1 className="text-xl font-semibold">{what}</h1>
        <p>{why}</p>
        {status >= 500 && root?.requestId && (
          <p className="text-sm text-ink-soft">
            {texts.id}: <code>{root.requestId}</code>
          </p>
        )}
        <LinkButton to={root?.who ? '/home' : '/'}>{texts.back}</LinkButton>
      </div>
    </Shell>
  )
}
