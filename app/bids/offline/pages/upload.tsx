import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { FileDrop } from '~/design/file-drop'
import { FormSummary } from '~/design/form-summary'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { useSubject } from '~/demands/parts/subject'
import { answerOf, problemOf } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { whyNotTaking } from '../../bidding'
import { depositForm } from '../../deposit'
import { LotFacts } from '../../parts/lot-facts'
import { findBiddingLot } from '../../queries.server'
import { depositBid, recordLate } from '../../seal.server'
import { filesAsText } from '../files-as-text.server'
import { useOfflineTexts } from '../parts/texts'

export const handle = page({ access: 'bid.submit', title: 'bids.upload', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const { round, lot } = found(await findBiddingLot(db, actor, params.roundId!, params.lotId!))
  found(round.terms.sealing === 'openers' || undefined)
  const isOpen = lot.state === 'active' && whyNotTaking(round, now) === null
  return { round, lot, isOpen, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { roundId, lotId } = entered.params as { roundId: string; lotId: string }
  const request = await filesAsText(entered.request)
  const answer = await withForm({ ...entered, request }, depositForm, async (tx, values) => {
    const bidId = await depositBid(tx, entered.actor, roundId, lotId, values, entered.ip)
    return redirect(`/bids/${bidId}?done=sealed`)
  })
  const { refusal, values } = ('data' in answer && answerOf(answer.data)) || {}
  const late = refusal?.code === 'bids-closed' ? [String(values!.technical), String(values!.price)] : null
  if (late) await entered.db.transaction().execute((tx) => recordLate(tx, roundId, lotId, late))
  return answer
}

export default function Upload() {
  const { round, lot, isOpen, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const busy = useNavigation().state === 'submitting'
  const texts = useOfflineTexts().page
  const subject = useSubject()
  const refusal = answer?.refusal ?? null
  return (
    <>
      <PageHead
        trail={[
          { label: round.number, to: `/rounds/${round.id}` },
          { label: `${lot.code} · ${subject(lot)}`, to: `/rounds/${round.id}/lots/${lot.id}/bid` },
        ]}
        title={texts.title}
        sentence={texts.lead}
      />
      <Columns side={<LotFacts round={round} lot={lot} now={now} />}>
        <p>
          <a href={`/rounds/${round.id}/sealing.txt`} className="text-accent underline">
            {texts.steps}
          </a>
        </p>
        {!isOpen && <Notice meaning="attention" title={texts.over} />}
        {(isOpen || answer) && (
          <Form method="post" encType="multipart/form-data" className="mt-5 max-w-2xl space-y-5">
            <KeyField />
            <input type="hidden" name="notice" value={round.noticeHash} />
            <FormSummary
              problems={answer?.problems ?? []}
              refusal={refusal && refusal.field !== 'totp' ? { what: refusal.sentence } : null}
            />
            {(['technical', 'price'] as const).map((kind) => (
              <FileDrop
                key={kind}
                name={kind}
                label={texts.files[kind]}
                accept=".json"
                error={problemOf(answer, kind)}
              />
            ))}
            {refusal?.field === 'totp' && <StepUpField error={refusal.sentence} />}
            <p className="max-w-prose text-ink-soft">{texts.checked}</p>
            <Button look="primary" icon="upload" busy={busy}>
              {texts.submit}
            </Button>
          </Form>
        )}
      </Columns>
    </>
  )
}
