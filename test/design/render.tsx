import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from 'react-router-dom/server'
import { LocaleProvider, type Locale } from '~/design/locale'

/** The markup that the server would send for a component at `path`. */
export async function render(what: ReactNode, { locale = 'en', path = '/rounds/7/lots' }: Place = {}) {
  const element = <LocaleProvider locale={locale}>{what}</LocaleProvider>
  const handler = createStaticHandler([{ path: '*', element }])
  const context = await handler.query(new Request(`http://app.test${path}`))
  if (context instanceof Response) throw new Error('a gallery page does not redirect')
  const router = createStaticRouter(handler.dataRoutes, context)
  return renderToStaticMarkup(<StaticRouterProvider router={router} context={context} hydrate={false} />)
}

type Place = { locale?: Locale; path?: string }
