import { useActionData, useLocation, useRouteLoaderData } from '@remix-run/react'
import { useId, useState } from 'react'

/**
 * Makes the repeat of a post the same post: one key per shown form (web/with-form keeps the first answer). What is
 * posted after an answer is another post, also while the page still loads anew around that answer.
 */
export function KeyField() {
  const root = useRouteLoaderData('root') as { formSeed?: string } | undefined
  const id = useId()
  const { key } = useLocation()
  const answers = useAnswers()
  return (
    <input
      type="hidden"
      name="_key"
      value={`${root?.formSeed ?? 'seedless'}${id}${key}${answers}`}
      suppressHydrationWarning
    />
  )
}

/** How many answers this page has had. */
function useAnswers(): number {
  const answer: unknown = useActionData()
  const [last, setLast] = useState({ answer, count: 0 })
  if (last.answer !== answer) setLast({ answer, count: last.count + 1 })
  return last.count
}
