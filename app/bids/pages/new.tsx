import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { useSubject } from '~/demands/parts/subject'
import { type Answer, answerOf } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import { enter, type Entered, found } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { page } from '~/web/page'
import { findScripts } from '~/web/scripts.server'
import { ServedScripts } from '~/web/served-scripts'
import { withForm } from '~/web/with-form.server'
import { whyNotTaking } from '../bidding'
import { depositForm } from '../deposit'
import { chosenFiles, entryWithFiles } from '../files/chosen'
import { OfflineLink } from '../offline/parts/offline-link'
import { EntryFields } from '../parts/entry-fields'
import { useKeptCopy } from '../parts/kept-copy'
import { LotFacts } from '../parts/lot-facts'
import { SealedEntry } from '../parts/sealed-entry'
import { useBidTexts } from '../parts/texts'
import { findBiddingLot, findStanding, listEnvelopes, readOwnBid } from '../queries.server'
import { depositBid, recordLate, sealBid } from '../seal.server'

export const handle = page({ access: 'bid.submit', title: 'bids.new', stepUp: true, seals: true })
export { clientLoader } from '~/web/own-document'

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const place = found(await findBiddingLot(db, actor, params.roundId!, params.lotId!))
  const standing = await findStanding(db, actor, place.lot.id)
  const before = standing ? await readOwnBid(db, standing.id) : null
  const envelopes = standing ? await listEnvelopes(db, standing.id) : []
  const isOpen = place.lot.state === 'active' && whyNotTaking(place.round, now) === null
  const scripts = await findScripts(db)
  return { ...place, before, envelopes, isOpen, vendorId: actor.organizationId, scripts, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, db, params } = entered
  const { entry, round, lot } = found(await findBiddingLot(db, actor, params.roundId!, params.lotId!))
  if (round.terms.sealing === 'openers') return deposit(entered, round.id, lot.id)
  const files = await chosenFiles(await entered.request.clone().formData())
  return withForm(entered, entryWithFiles(entry, files), async (tx, values) => {
    const bidId = await sealBid(tx, actor, round.id, lot.id, values, files, entered.ip)
    return redirect(`/bids/${bidId}?done=sealed`)
  })
}

async function deposit(entered: Entered, roundId: string, lotId: string) {
  const answer = await withForm(entered, depositForm, async (tx, values) => {
    const bidId = await depositBid(tx, entered.actor, roundId, lotId, values, entered.ip)
    return redirect(`/bids/${bidId}?done=sealed`)
  })
  const { refusal, values } = ('data' in answer && answerOf(answer.data)) || {}
  if (refusal?.code === 'bids-closed')
    await entered.db
      .transaction()
      .execute((tx) =>
        recordLate(
          tx,
          roundId,
          lotId,
          [values!.technical, values!.price, values!['files[]'] ?? []].flat().map(String),
        ),
      )
  // The browser still has what it sealed.
  return 'data' in answer && answerOf(answer.data)
    ? { ...answer, data: { ...answer.data, values: {} } }
    : answer
}

export default function NewBid() {
  const { round, lot, editions, entry, before, envelopes, isOpen, vendorId, scripts, now } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const busy = useNavigation().state === 'submitting'
  const { entry: texts, desk } = useBidTexts()
  const subject = useSubject()
  const kept = useKeptCopy(envelopes)
  const byOpeners = round.terms.sealing === 'openers'
  const former = byOpeners ? (kept.copy?.content ?? null) : before
  const fields = (told: Answer | undefined, working: boolean, ready: boolean) => (
    <>
      {former && !told && <Notice meaning="info">{texts.previous}</Notice>}
      <EntryFields
        key={former ? 'former' : 'blank'}
        answer={told}
        before={former}
        editions={editions}
        criteria={round.terms.criteria}
        referencePrice={entry.referencePrice}
        maxTiers={entry.maxTiers}
        steps={entry.steps}
        validAtLeast={entry.validAtLeast}
        sealing={round.terms.sealing}
      />
      <Binding round={round}>
        {told?.refusal?.field === 'totp' && <StepUpField error={told.refusal.sentence} />}
        <Button look="primary" icon="lock" busy={working} disabled={!ready}>
          {envelopes.length > 0 ? texts.sealAgain : texts.seal}
        </Button>
      </Binding>
    </>
  )
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
      <Columns
        side={
          <>
            <LotFacts round={round} lot={lot} now={now} />
            {byOpeners && <OfflineLink round={round.id} lot={lot.id} />}
          </>
        }
      >
        {!isOpen && (
          <Notice meaning="attention" title={desk.sentenceOver}>
            {null}
          </Notice>
        )}
        {(isOpen || answer) && byOpeners && (
          <SealedEntry
            place={{
              round: round.id,
              noticeHash: round.noticeHash,
              notice: round.notice,
              lot: lot.id,
              vendor: vendorId,
            }}
            entry={entry}
            fileName={`muster-bid-${round.number}-${lot.code}.json`}
            answer={answer}
          >
            {fields}
          </SealedEntry>
        )}
        {(isOpen || answer) && !byOpeners && (
          <Form method="post" encType="multipart/form-data" className="space-y-8">
            <KeyField />
            <input type="hidden" name="notice" value={round.noticeHash} />
            <FormSummary
              problems={answer?.problems ?? []}
              refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
            />
            {fields(answer, busy, true)}
          </Form>
        )}
        {byOpeners && <ServedScripts scripts={scripts} />}
      </Columns>
    </>
  )
}

type Round = Awaited<ReturnType<typeof loader>>['round']

/** What submitting means, before the button. */
function Binding({ round, children }: { round: Pick<Round, 'bidsCloseAt' | 'terms'>; children: ReactNode }) {
  const texts = useBidTexts().entry
  const format = useFormat()
  return (
    <div className="max-w-2xl space-y-4 border-t border-line pt-5">
      <div>
        <p className="font-medium">{texts.binding}</p>
        <ul className="mt-1 list-disc space-y-1 pl-5 text-ink-soft">
          <li>{texts.bindingUntil(format.dateTime(round.bidsCloseAt))}</li>
          <li>{texts.bindingVoid}</li>
          <li>{texts.bindingSecret}</li>
          <li>{texts.sealedBy[round.terms.sealing]}</li>
        </ul>
      </div>
      {children}
    </div>
  )
}
