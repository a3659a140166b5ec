import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'

/** An XML document written as JSX, so that every text in it is escaped. */
export const xmlDocument = (mediaType: string, root: ReactElement) =>
  new Response(`<?xml version="1.0" encoding="utf-8"?>\n${renderToStaticMarkup(root)}`, {
    headers: { 'content-type': `${mediaType}; charset=utf-8`, 'cache-control': 'public, max-age=300' },
  })
