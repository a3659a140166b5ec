import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { namedIdForm } from '~/kernel/fields'
import { dayOf, hourOf } from '~/kernel/workdays'
import { mayEnter } from '~/people/access'
import { metricWord, useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { mergeNeeds } from '../merging/commands.server'
import { mergeForm } from '../merging/form'
import { ProposalList } from '../merging/parts/proposal-list'
import { listProposals, type NamedProposal } from '../merging/queries.server'
import { askedBy } from '../outlook/asked'
import { OutlookSection } from '../outlook/parts/outlook-section'
import { listOutlook, type Outlook } from '../outlook/queries.server'
import { useSubject } from '../parts/subject'
import { useDemandsTexts } from '../parts/texts'
import { WishList } from '../wishes/parts/wish-list'
import { listOpenNeeds, listWishes } from '../queries.server'

export const handle = page({ access: 'demand.pool', title: 'demands.board' })

// A row's key tells metric and term too; a round begins from what is bought.
const subject = z
  .string()
  .transform((key) => key.split(':').slice(0, 2).join(':'))
  .pipe(z.string().regex(namedIdForm('edition', 'class'), 'required'))
const startForm = z.object({
  move: z.literal('start'),
  id: z.union([z.array(subject), subject.transform((one) => [one])], 'choose-lines'),
})
const form = z.union([startForm, mergeForm])

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const [needs, wishes, proposals] = await Promise.all([listOpenNeeds(db, actor), listWishes(db), listProposals(db)]) // oxfmt-ignore
  const by = askedBy(url.searchParams)
  return { needs, wishes, proposals, by, outlook: await listOutlook(db, by, dayOf(now)), starts: mayEnter('round.run', actor) } // oxfmt-ignore
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'round.run' })
  return withForm(entered, form, async (tx, values) => {
    if (values.move !== 'start') return redirect(await mergeNeeds(tx, entered.actor, values))
    return redirect(`/rounds/new?${[...new Set(values.id)].map((one) => `subject=${one}`).join('&')}`)
  })
}

export default function Board() {
  const { needs, wishes, by, starts, ...data } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useDemandsTexts()
  const texts = all.board
  const format = useFormat()
  const nameOf = useSubject()
  const words = useVocabulary()
  const keyOf = ({ editionId, classId, metric, term }: (typeof needs)[number]) =>
    `${editionId ? `edition:${editionId}` : `class:${classId}`}:${metric}:${term}`
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Table
        caption={texts.title}
        rows={needs}
        rowKey={keyOf}
        total={needs.length}
        bulk={
          starts
            ? {
                actions: [{ move: 'start', label: texts.start, look: 'primary' as const }],
                nameOf: (row) => nameOf(row),
              }
            : undefined
        }
        empty={<Empty icon="list" title={texts.empty} why={texts.emptyWhy} />}
        columns={[
          { key: 'what', head: all.what, cell: (row) => nameOf(row) },
          {
            key: 'terms',
            head: all.terms,
            cell: ({ metric, term }) => `${metricWord(words, metric)} · ${words.terms[term] ?? term}`,
          },
          {
            key: 'organizations',
            head: texts.organizations,
            type: 'number',
            cell: ({ organizations }) => format.number(organizations),
          },
          {
            key: 'quantity',
            head: all.quantity,
            type: 'number',
            narrow: 'end',
            cell: ({ quantity }) => format.number(quantity),
          },
          {
            key: 'earliest',
            head: texts.earliest,
            type: 'date',
            cell: ({ neededBy }) => format.date(hourOf(neededBy, 12)),
          },
        ]}
      />
      <ProposalList proposals={data.proposals as NamedProposal[]} merges={starts} answer={answer} />
      <OutlookSection rows={data.outlook as Outlook[]} by={by} />
      <WishList wishes={wishes} />
    </>
  )
}
