import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { RedLine } from '../addenda/parts/red-line'
import { useRoundsTexts } from '../parts/texts'
import { findRound, listAddenda } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'rounds.addenda', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, title } = found(await findRound(db, actor, params.roundId!))
  return { title, addenda: await listAddenda(db, id) }
}

export default function Addenda() {
  const { addenda } = useLoaderData<typeof loader>()
  const texts = useRoundsTexts().addenda
  return (
    <Section title={texts.title} count={addenda.length} sentence={texts.lead}>
      {addenda.length === 0 && <Empty icon="document" title={texts.empty} why={texts.emptyWhy} />}
      {addenda.map(({ id, no, material, reason, changes, at }) => (
        <article key={id} className="border-t border-line py-4">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold">
            {texts.no(String(no))}
            <Chip meaning={material ? 'attention' : 'info'}>{material ? texts.material : texts.minor}</Chip>
            <span className="text-sm font-normal text-ink-soft">
              <Moment at={at} />
            </span>
          </h3>
          <p className="mt-1 mb-3 max-w-prose">{reason}</p>
          <RedLine changes={changes} />
        </article>
      ))}
    </Section>
  )
}
