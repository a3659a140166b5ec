import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Table } from '~/design/table'
import { useSubject } from '~/demands/parts/subject'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { removeLot } from '../commands.server'
import { findDraft } from '../drafts/queries.server'
import { DraftFrame, draftPath } from '../parts/draft-frame'
import { useRoundsTexts } from '../parts/texts'
import { listLots } from '../queries.server'

export const handle = page({ access: 'round.run', title: 'rounds.draft' })

const form = z.object({ move: z.literal('remove'), lotId: z.uuid() })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const draft = found(await findDraft(db, actor, params.roundId!))
  return { draft, lots: await listLots(db, draft.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { roundId } = entered.params
  return withForm(entered, form, async (tx, { lotId }) => {
    await removeLot(tx, entered.actor, roundId!, lotId)
    return redirect(`${draftPath(roundId!, 'lots')}?done=lot-removed`)
  })
}

export default function DraftLots() {
  const { draft, lots } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.wizard
  const format = useFormat()
  const subject = useSubject()
  const words = useVocabulary()
  const at = draftPath(draft.id, 'lots')
  return (
    <DraftFrame
      draft={draft}
      step="lots"
      sentence={texts.lots.lead}
      primary={
        lots.length > 0 && (
          <LinkButton to={draftPath(draft.id, 'terms')} look="primary">
            {texts.next}
          </LinkButton>
        )
      }
    >
      <Table
        caption={all.lots.title}
        rows={lots}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `${at}/${id}`}
        empty={<Empty icon="layers" title={texts.lots.empty} why={texts.lots.emptyWhy} />}
        columns={[
          {
            key: 'what',
            head: texts.lots.what,
            cell: (lot) => (
              <>
                <span className="figure mr-2 text-ink-soft">{lot.code}</span>
                {subject(lot)}
              </>
            ),
          },
          {
            key: 'metric',
            head: all.lots.metric,
            cell: ({ metric, term, termMonths }) =>
              `${metricWord(words, metric)} · ${termWord(words, term, termMonths)}`,
          },
          {
            key: 'reference',
            head: texts.lots.reference,
            type: 'money',
            cell: ({ referencePrice }) => <Money fen={referencePrice} />,
          },
          {
            key: 'minimum',
            head: texts.lots.minimum,
            type: 'number',
            cell: ({ minVolume }) => format.number(minVolume),
          },
          {
            key: 'milestones',
            head: texts.lots.milestones,
            cell: ({ milestones }) => milestones.map((step) => format.number(step)).join(' · '),
          },
          {
            key: 'remove',
            head: '',
            narrow: 'end',
            cell: ({ id }) => (
              <div className="relative z-1">
                <MoveForm
                  move="remove"
                  hidden={{ lotId: id }}
                  answer={answer?.values.lotId === id ? answer : undefined}
                >
                  <Button size="small" icon="trash" look="quiet">
                    {texts.lots.remove}
                  </Button>
                </MoveForm>
              </div>
            ),
          },
        ]}
      />
      <div className="mt-5">
        <LinkButton to={`${at}/new`} icon="plus" look={lots.length === 0 ? 'primary' : 'secondary'}>
          {texts.lots.add}
        </LinkButton>
      </div>
    </DraftFrame>
  )
}
