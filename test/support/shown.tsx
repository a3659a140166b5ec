import type { ComponentType } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server'
import { LocaleProvider, type Locale } from '~/design/locale'
import { NonceContext } from '~/web/nonce'

type Shown = {
  /** What the loader gave. */
  data: unknown
  /** What the action answered to a form that was posted. */
  answer?: unknown
  path?: string
  locale?: Locale
}

/** A page's markup as the server would send it, without the frame around it. */
export async function shown(
  page: { default: ComponentType },
  { data, answer, path = '/', locale = 'zh' }: Shown,
) {
  const handler = createStaticHandler([
    { path: '*', Component: page.default, loader: () => data as object, action: () => answer as object },
  ])
  const posted = answer === undefined ? {} : { method: 'POST', body: new URLSearchParams({ move: 'any' }) }
  const context = await handler.query(new Request(`http://localhost:3000${path}`, posted))
  if (context instanceof Response) throw new Error('a page that is shown does not redirect')
  const router = createStaticRouter(handler.dataRoutes, context)
  return renderToStaticMarkup(
    <NonceContext.Provider value="">
      <LocaleProvider locale={locale}>
        <StaticRouterProvider router={router} context={context} hydrate={false} />
      </LocaleProvider>
    </NonceContext.Provider>,
  )
}
