import { useLocation, useRouteLoaderData } from '@remix-run/react'
import { useId } from 'react'

/** Makes the repeat of a post the same post: one key per shown form (web/with-form keeps the first answer). */
export function KeyField() {
  const root = useRouteLoaderData('root') as { formSeed?: string } | undefined
  const id = useId()
  const { key } = useLocation()
  return (
    <input
      type="hidden"
      name="_key"
      value={`${root?.formSeed ?? 'seedless'}${id}${key}`}
      suppressHydrationWarning
    />
  )
}
