import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { glossary as en } from '~/texts/en/glossary'
import { glossary as zh, type Term } from '~/texts/zh/glossary'
import { useGlossary, useSiteTexts } from '../parts/site-texts'

export const handle = page({ access: 'anyone', title: 'program.glossary' })

export async function loader(args: LoaderFunctionArgs) {
  const { url } = await enter(args, handle)
  return { words: (url.searchParams.get('q') ?? '').trim().toLowerCase() }
}

// A term is found by its name in either language.
const found = (words: string) =>
  (Object.keys(zh) as Term[]).filter((key) =>
    [zh[key].term, en[key].term, en[key].meaning, zh[key].meaning].some((text) =>
      text.toLowerCase().includes(words),
    ),
  )

export default function GlossaryPage() {
  const { words } = useLoaderData<typeof loader>()
  const texts = useSiteTexts().glossary
  const glossary = useGlossary()
  const terms = found(words)
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Form method="get" role="search" className="mb-6 flex max-w-md items-end gap-2">
        <TextField name="q" type="search" label={texts.find} defaultValue={words} key={words} optional />
        <Button icon="search">{texts.find}</Button>
      </Form>
      {terms.length === 0 ? (
        <Empty icon="search" title={texts.nothing} why={texts.nothingWhy} />
      ) : (
        <Facts
          layout="row"
          items={terms.map((key) => ({
            id: key,
            label: glossary[key].term,
            value: glossary[key].meaning,
          }))}
        />
      )}
    </>
  )
}
