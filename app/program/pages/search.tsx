import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TaskList } from '~/design/task-list'
import { TextField } from '~/design/text-field'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useProgramTexts } from '../parts/texts'
import { search } from '../search.server'
import { hitPlaces, searchKinds } from '../searching'

export const handle = page({ access: 'seat', title: 'program.search' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const words = url.searchParams.get('q') ?? ''
  return { words, hits: await search(db, actor, words) }
}

export default function Search() {
  const { words, hits } = useLoaderData<typeof loader>()
  const texts = useProgramTexts().search
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Form method="get" role="search" className="mb-6 flex items-end gap-2">
        <TextField name="q" type="search" label={texts.words} defaultValue={words} key={words} />
        <Button icon="search">{texts.submit}</Button>
      </Form>
      {words !== '' && hits.length === 0 && (
        <Empty icon="search" title={texts.nothing(words)} why={texts.nothingWhy} />
      )}
      <div className="space-y-8">
        {searchKinds
          .map((kind) => ({ kind, its: hits.filter((hit) => hit.kind === kind) }))
          .filter(({ its }) => its.length > 0)
          .map(({ kind, its }) => (
            <Section key={kind} title={texts.kinds[kind]} count={its.length}>
              <TaskList
                tasks={its.map(({ id, title, note }) => ({
                  to: hitPlaces[kind](id),
                  label: title,
                  sentence: note,
                }))}
              />
            </Section>
          ))}
      </div>
    </>
  )
}
