import type { LoaderFunctionArgs } from '@remix-run/node'
import { PageHead } from '~/design/page-head'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'

export const handle = page({ access: 'anyone', title: 'front' })

export async function loader(args: LoaderFunctionArgs) {
  await enter(args, handle)
  return null
}

export default function Front() {
  const texts = useWebTexts()
  return <PageHead title={texts.product} sentence={texts.tagline} />
}
