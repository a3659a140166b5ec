import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useState } from 'react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { FileDrop } from '~/design/file-drop'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Scripted, useAlive } from '~/design/scripted'
import { Section } from '~/design/section'
import { keepCopy, useKeptCopy } from '~/rounds/parts/kept-copy'
import { Receipts } from '~/rounds/parts/receipts'
import { listReceived } from '~/rounds/sealing/receipt.server'
import { type Answer, answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findScripts } from '~/web/scripts.server'
import { ServedScripts } from '~/web/served-scripts'
import { withForm } from '~/web/with-form.server'
import { whyNotTaking } from '../../bidding'
import { useRoundName } from '../../parts/round-name'
import { useBidTexts } from '../../parts/texts'
import { findShownRound } from '../../queries.server'
import { type Bundle, bundleDeposit, bundlesForm, groups, readBundleCopy } from '../entry'
import { BundleFields } from '../parts/bundle-fields'
import { bundlesAsEnvelope, copyName } from '../parts/seal-bundles'
import { findOwnBundles, listOwnLots } from '../queries.server'
import { depositBundles, sealBundles, withdrawBundles } from '../seal.server'

export const handle = page({ access: 'bid.submit', title: 'bids.bundles', stepUp: true, seals: true })
export { clientLoader } from '~/web/own-document'

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const [lots, own] = [await listOwnLots(db, actor, round.id), await findOwnBundles(db, actor, round.id)]
  const envelopes = await listReceived(db, { bundleOf: round.id })
  return {
    round,
    lots,
    own,
    envelopes,
    isOpen: whyNotTaking(round, now) === null,
    vendor: actor.organizationId,
    scripts: await findScripts(db),
    now,
  }
}

const withdrawal = z.object({ move: z.literal('withdraw') })

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, db, params } = entered
  const round = found(await findShownRound(db, actor, params.roundId!))
  const own = (await listOwnLots(db, actor, round.id)).map(({ id }) => id)
  const form = round.terms.sealing === 'openers' ? bundleDeposit : bundlesForm(own)
  return withForm(entered, z.union([withdrawal, form]), async (tx, values) => {
    if ('bundle' in values) await depositBundles(tx, actor, round.id, values)
    else if ('bundles' in values) await sealBundles(tx, actor, round.id, values)
    else await withdrawBundles(tx, actor, round.id)
    return redirect(`/rounds/${round.id}/bundles?done=${'move' in values ? 'withdrawn' : 'sealed'}`)
  })
}

export default function Bundles() {
  const { round, lots, own, envelopes, isOpen, vendor, scripts, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { bundles: texts, desk } = useBidTexts()
  const roundName = useRoundName()
  const [keysDiffer, setKeysDiffer] = useState(false)
  const fileName = `muster-bundles-${round.number}.json`
  const commitment = own?.commitment ?? ''
  const kept = useKeptCopy(copyName(commitment), (text) => readBundleCopy(text, commitment))
  const known = own?.told ?? kept.copy?.content ?? null
  const ownLots = lots.map(({ id }) => id)
  const prepare = async (posted: FormData) => {
    const place = { round: round.id, noticeHash: round.noticeHash, notice: round.notice, vendor }
    const prepared = await bundlesAsEnvelope(posted, place, ownLots, fileName)
    setKeysDiffer(!prepared)
    return prepared
  }
  const byOpeners = round.terms.sealing === 'openers'
  const ready = useAlive() || !byOpeners
  return (
    <>
      <PageHead
        trail={[
          { label: roundName(round), to: `/rounds/${round.id}` },
          { label: desk.title, to: `/rounds/${round.id}/bid` },
        ]}
        title={texts.title}
        sentence={texts.lead}
      />
      <Columns
        side={
          <Facts
            items={[
              { label: desk.closes, value: <Deadline at={round.bidsCloseAt} now={now} met={!isOpen} /> },
            ]}
          />
        }
      >
        {!isOpen && <Notice meaning="attention" title={desk.sentenceOver} />}
        {isOpen && lots.length < 2 && (
          <Notice
            meaning="info"
            title={texts.tooFew}
            actions={<LinkButton to={`/rounds/${round.id}/bid`}>{desk.title}</LinkButton>}
          >
            {texts.tooFewWhy}
          </Notice>
        )}
        {own && !known && <CopyOf take={kept.take} commitment={commitment} />}
        {isOpen && lots.length >= 2 && round.terms.bundles && (
          <Scripted without={byOpeners ? texts.scripts : null}>
            {keysDiffer && <Notice meaning="risk" title={texts.keysDiffer} />}
            {ready && (
              <CheckedForm
                key={known ? 'known' : 'blank'}
                form={bundlesForm(ownLots)}
                answer={loose(answer)}
                defaults={known ? defaultsOf(known) : {}}
                className="space-y-6"
                {...(byOpeners && { prepare })}
              >
                {(field, busy) => (
                  <Section title={texts.which} sentence={texts.whichHint}>
                    <input type="hidden" name="notice" value={round.noticeHash} readOnly />
                    <BundleFields lots={lots} field={field} />
                    <div className="mt-6">
                      <Button look="primary" icon="lock" busy={busy}>
                        {own ? texts.sealAgain : texts.seal}
                      </Button>
                    </div>
                  </Section>
                )}
              </CheckedForm>
            )}
          </Scripted>
        )}
        {own && isOpen && (
          <div className="mb-8">
            <ConfirmMove
              move="withdraw"
              look="danger"
              answer={answer}
              verb={texts.withdraw}
              title={texts.withdrawTitle}
              consequences={[texts.withdrawWhat]}
              undo={{ possible: true, words: texts.withdrawUndo }}
            />
          </div>
        )}
        <Receipts envelopes={envelopes} hrefOf={() => `/rounds/${round.id}/bundles/receipt`} />
        {byOpeners && <ServedScripts scripts={scripts} />}
      </Columns>
    </>
  )
}

// The dialog of the withdrawal shows its own refusals.
const loose = (answer: Answer | undefined) => (answer?.values.move === 'withdraw' ? undefined : answer)

function defaultsOf(bundles: readonly Bundle[]): Record<string, string> {
  return Object.fromEntries(
    bundles.flatMap(({ lots, discountBps }, place) => [
      [`discount.${groups[place]}`, String(discountBps / 100)],
      ...lots.map((lot) => [`group.${lot}`, groups[place]!]),
    ]),
  )
}

function CopyOf({ take, commitment }: { take: (text: string | null) => boolean; commitment: string }) {
  const texts = useBidTexts().bundles
  const [differs, setDiffers] = useState(false)
  const alive = useAlive()
  if (!alive) return null
  return (
    <Section title={texts.sealed} sentence={texts.sealedLead}>
      <FileDrop
        name="copy"
        label={texts.copy}
        hint={texts.copyHint}
        accept=".json"
        error={differs ? texts.copyDiffers : null}
        onChange={async ({ target }) => {
          const text = (await target.files?.[0]?.text()) ?? null
          const taken = take(text)
          setDiffers(!taken)
          if (taken) keepCopy(copyName(commitment), text!)
        }}
      />
    </Section>
  )
}
