import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { useSubject } from '~/demands/parts/subject'
import { answerOf } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { whyNotTaking } from '../bidding'
import { entryForm } from '../entry'
import { EntryFields } from '../parts/entry-fields'
import { LotFacts } from '../parts/lot-facts'
import { useBidTexts } from '../parts/texts'
import { findBiddingLot, findStanding, readOwnBid } from '../queries.server'
import { sealBid } from '../seal.server'

export const handle = page({ access: 'bid.submit', title: 'bids.new', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const place = found(await findBiddingLot(db, actor, params.roundId!, params.lotId!))
  const standing = await findStanding(db, actor, place.lot.id)
  const before = standing ? await readOwnBid(db, standing.id) : null
  const isOpen = place.lot.state === 'active' && whyNotTaking(place.round, now) === null
  return { ...place, before, isOpen, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, db, params } = entered
  const { entry, round, lot } = found(await findBiddingLot(db, actor, params.roundId!, params.lotId!))
  return withForm(entered, entryForm(entry), async (tx, values) => {
    const bidId = await sealBid(tx, actor, round.id, lot.id, values)
    return redirect(`/bids/${bidId}?done=sealed`)
  })
}

export default function NewBid() {
  const { round, lot, editions, entry, before, isOpen, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const busy = useNavigation().state === 'submitting'
  const { entry: texts, desk } = useBidTexts()
  const subject = useSubject()
  const format = useFormat()
  return (
    <>
      <PageHead
        trail={[
          { label: round.number, to: `/rounds/${round.id}` },
          { label: desk.title, to: `/rounds/${round.id}/bid` },
        ]}
        title={`${texts.title(lot.code)} · ${subject(lot)}`}
        sentence={texts.lead}
      />
      <Columns side={<LotFacts round={round} lot={lot} now={now} />}>
        {!isOpen && (
          <Notice meaning="attention" title={desk.sentenceOver}>
            {null}
          </Notice>
        )}
        {(isOpen || answer) && (
          <Form method="post" className="space-y-8">
            <KeyField />
            <input type="hidden" name="notice" value={round.noticeHash} />
            <FormSummary
              problems={answer?.problems ?? []}
              refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
            />
            {before && !answer && <Notice meaning="info">{texts.previous}</Notice>}
            <EntryFields
              answer={answer}
              before={before}
              editions={editions}
              criteria={round.terms.criteria}
              referencePrice={entry.referencePrice}
              maxTiers={entry.maxTiers}
              steps={entry.steps}
              validAtLeast={entry.validAtLeast}
            />
            <div className="max-w-2xl space-y-4 border-t border-line pt-5">
              <div>
                <p className="font-medium">{texts.binding}</p>
                <ul className="mt-1 list-disc space-y-1 pl-5 text-ink-soft">
                  <li>{texts.bindingUntil(format.dateTime(round.bidsCloseAt))}</li>
                  <li>{texts.bindingVoid}</li>
                  <li>{texts.bindingSecret}</li>
                </ul>
              </div>
              {answer?.refusal?.field === 'totp' && <StepUpField error={answer.refusal.sentence} />}
              <Button look="primary" icon="lock" busy={busy}>
                {before ? texts.sealAgain : texts.seal}
              </Button>
            </div>
          </Form>
        )}
      </Columns>
    </>
  )
}
