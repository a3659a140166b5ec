import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextArea } from '~/design/text-area'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { commentScorecard } from '../commands.server'
import { commentForm } from '../form'
import { Card } from '../parts/card'
import { useScorecardTexts } from '../parts/texts'
import { listOwnScorecards } from '../queries.server'

export const handle = page({ access: 'bid.read', title: 'program.own-scorecard' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  return { cards: await listOwnScorecards(db, actor), comments: mayEnter('bid.submit', actor), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'bid.submit' })
  return withForm(entered, commentForm, async (tx, values) => {
    await commentScorecard(tx, entered.actor, values)
    return redirect('/scorecard?done=scorecard-commented')
  })
}

export default function OwnScorecard() {
  const { cards, comments, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useScorecardTexts()
  const [newest, ...earlier] = cards
  if (!newest)
    return (
      <>
        <PageHead title={texts.own} sentence={texts.ownLead} />
        <Empty icon="chart" title={texts.none} why={texts.noneWhy} />
      </>
    )
  const open = newest.state === 'shown' && newest.commentDue > now
  return (
    <>
      <PageHead
        title={texts.own}
        state={
          <Chip meaning={newest.state === 'shown' ? 'attention' : 'ok'}>{texts.states[newest.state]}</Chip>
        }
        sentence={texts.ownLead}
      />
      {open && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.youFirst}>
            {texts.youFirstWhy} <Deadline at={newest.commentDue} now={now} />
          </Notice>
        </div>
      )}
      <Card its={newest} />
      {open && comments && (
        <CheckedForm
          form={commentForm}
          answer={answer}
          defaults={{ comment: newest.comment ?? '' }}
          className="mt-6 max-w-2xl space-y-4"
        >
          {(field, busy) => (
            <>
              <input type="hidden" name="scorecardId" value={newest.id} />
              <TextArea
                {...field('comment')}
                label={texts.yourComment}
                hint={texts.yourCommentHint}
                rows={5}
              />
              <Button look="primary" busy={busy}>
                {texts.commentNow}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
      {earlier.map((its) => (
        <Card key={its.id} its={its} />
      ))}
    </>
  )
}
