import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, notFound } from '~/web/enter.server'
import { page } from '~/web/page'

export const handle = page({ access: 'anyone', title: 'program.missing' })

/** No page has this address: said within the frame of whoever asked, as of a thing that does not exist. */
export async function loader(args: LoaderFunctionArgs) {
  await enter(args, handle)
  throw notFound()
}

export default function Missing() {
  return null
}
