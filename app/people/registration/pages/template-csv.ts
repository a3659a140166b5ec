import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { registrationColumns, registrationNames } from '../columns'

export const handle = page({ access: 'registration.read', title: 'people.resource' })

/** An empty extract with the heads in the reader's language. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await enter(args, handle)
  const heads = registrationNames.map((name) => (actor.locale === 'zh' ? registrationColumns[name][0] : name))
  return csvFile('registration.csv', heads, [])
}
