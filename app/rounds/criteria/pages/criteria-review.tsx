import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { MoveReason } from '~/web/move-reason'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { discardDraft, publishCriteria } from '../commands.server'
import { reviewForm } from '../form'
import { CriteriaRedLine } from '../parts/red-line'
import { SetView } from '../parts/set-view'
import { useCriteriaTexts } from '../parts/texts'
import { findDraft, listVersions, type Version } from '../queries.server'
import { differencesBetween } from '../red-line'

export const handle = page({ access: 'qualification.decide', title: 'rounds.criteria-draft' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  const draft = found(await findDraft(db))
  const former = (await listVersions(db))[0]!
  return { draft, former, differences: differencesBetween(former.set, draft.set) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, reviewForm, async (tx, values) => {
    if (values.move === 'discard') await discardDraft(tx, entered.actor)
    else await publishCriteria(tx, entered.actor, values)
    return redirect(`/office/criteria?done=${values.move === 'publish' ? 'criteria-published' : 'criteria-discarded'}`) // oxfmt-ignore
  })
}

export default function CriteriaReview() {
  const { draft, differences, ...data } = useLoaderData<typeof loader>()
  const former = data.former as Version
  const answer = answerOf(useActionData<typeof action>())
  const texts = useCriteriaTexts()
  const format = useFormat()
  const next = String(former.version + 1)
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/criteria' }]}
        title={texts.reviewTitle(next)}
        sentence={texts.reviewLead(String(former.version))}
        primary={
          differences.length > 0 && (
            <ConfirmMove
              move="publish"
              answer={answer}
              verb={texts.publish(next)}
              title={texts.publishTitle(next)}
              consequences={[
                texts.publishWhat,
                texts.publishVendors(format.number(former.vendors)),
                texts.publishRounds,
              ]}
              undo={{ possible: false, words: texts.publishUndo }}
            >
              <input type="hidden" name="seen" value={draft.hash} />
              <MoveReason move="publish" answer={answer} label={texts.reason} maxLength={1000} />
            </ConfirmMove>
          )
        }
      />
      <Columns
        side={
          <>
            <Facts
              items={[
                { label: texts.savedBy, value: draft.author ?? '–' },
                { label: texts.savedAt, value: <Moment at={draft.at} /> },
              ]}
            />
            <div className="mt-4 flex flex-wrap gap-2">
              <LinkButton to="/office/criteria/draft">{texts.again}</LinkButton>
              <MoveForm move="discard" answer={answer}>
                <Button look="quiet">{texts.discard}</Button>
              </MoveForm>
            </div>
          </>
        }
      >
        <Section title={texts.redLine} count={differences.length}>
          <CriteriaRedLine differences={differences} />
        </Section>
        <Section title={texts.whole}>
          <SetView set={draft.set} />
        </Section>
      </Columns>
    </>
  )
}
