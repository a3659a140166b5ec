import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { LocaleProvider } from './design/locale'

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <LocaleProvider locale={document.documentElement.lang.startsWith('zh') ? 'zh' : 'en'}>
        <RemixBrowser />
      </LocaleProvider>
    </StrictMode>,
  )
})
