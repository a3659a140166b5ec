import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { useSubject } from '~/demands/parts/subject'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { MenuLink } from '~/design/menu'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Saving } from '~/design/saving'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { linkClass, TextLink } from '~/design/text-link'
import { usePaymentWords } from '~/rounds/parts/payment-words'
import { useRoundsTexts } from '~/rounds/parts/texts'
import { isUnderWay } from '~/rounds/overview/stages'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { Live } from '~/web/live'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { OwnEffect } from '../effects/parts/own-effect'
import { isMember } from '../challenges/file.server'
import { awardForm } from '../form'
import { OwnShare } from '../parts/own-share'
import { useJoinTexts } from '../parts/join-texts'
import { useAwardTexts } from '../parts/texts'
import { InquiryList } from '../prices/parts/inquiry-list'
import { listInquiries } from '../prices/queries.server'
import { consentToAward } from '../runs/decide.server'
import { RunCourse } from '../runs/parts/run-course'
import { findRunProgress } from '../runs/progress.server'
import { findAward } from '../runs/queries.server'

export const handle = page({ access: 'seat', title: 'awards.award' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const inquiries = await listInquiries(db, round.id, now)
  const compares = mayEnter('evaluation.read', actor)
  const member = mayEnter('award.letter', actor) && (await isMember(db, round.id))
  const course = compares ? await findRunProgress(db, round.id) : null
  return { round, award: await findAward(db, actor, round), inquiries, compares, course, member, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'award.decide', stepUp: true }))
  const roundId = entered.params.roundId!
  return withForm(entered, awardForm, async (tx, { run, seen }) => {
    const decided = await consentToAward(tx, entered.actor, run, seen)
    return redirect(`/rounds/${roundId}/award?done=${decided ? 'award-decided' : 'award-consented'}`)
  })
}

export default function Award() {
  const { round, award, inquiries, compares, course, member, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { award: texts, notice, evaluation, comparison, counter, challenge } = useAwardTexts()
  const joins = useJoinTexts()
  const { payment } = useRoundsTexts()
  const pays = usePaymentWords(round.terms.payment)
  const roundName = useRoundName()
  const subject = useSubject()
  const named = useNamed()
  const format = useFormat()
  if (!award)
    return (
      <>
        <PageHead
          trail={[{ label: roundName(round), to: `/rounds/${round.id}` }]}
          title={texts.title}
          state={isUnderWay(round.state) && <Live of={`/rounds/${round.id}/live`} state={round.state} />}
        />
        <InquiryList inquiries={inquiries} now={now} />
        {inquiries.length === 0 && <Empty title={texts.none} why={texts.noneWhy} icon="scales" />}
      </>
    )
  const { run, whyNot, winners, shares, refused, effect } = award
  return (
    <>
      <PageHead
        trail={[{ label: roundName(round), to: `/rounds/${round.id}` }]}
        title={texts.title}
        state={isUnderWay(round.state) && <Live of={`/rounds/${round.id}/live`} state={round.state} />}
        sentence={round.confirmedAt ? texts.binding : texts.sentence[run.state]}
        more={
          <>
            {run.state === 'adopted' && (
              <MenuLink to={`/rounds/${round.id}/award/notice`} icon="document">
                {notice.see}
              </MenuLink>
            )}
            {run.state === 'adopted' && member && (
              <a
                href={`/rounds/${round.id}/award/letter.pdf`}
                className="flex min-h-row items-center gap-2 rounded-sm px-2.5 py-1 hover:bg-sunken"
              >
                {texts.letter}
              </a>
            )}
            {run.state === 'adopted' && member && (
              <MenuLink to={`/rounds/${round.id}/award/comparison`} icon="scales">
                {comparison.see}
              </MenuLink>
            )}
            {run.state === 'adopted' && !round.confirmedAt && (
              <MenuLink to={`/rounds/${round.id}/award/counter`} icon="scales">
                {counter.see}
              </MenuLink>
            )}
            {round.confirmedAt && (
              <MenuLink to={`/rounds/${round.id}/joins`} icon="people">
                {joins.see}
              </MenuLink>
            )}
            <MenuLink to={`/rounds/${round.id}/challenges`} icon="alert">
              {challenge.see}
            </MenuLink>
            {compares && (
              <MenuLink to={`/rounds/${round.id}/evaluation`} icon="scales">
                {evaluation.title}
              </MenuLink>
            )}
          </>
        }
        primary={
          whyNot === null && (
            <ConfirmMove
              move="decide"
              answer={answer}
              verb={texts.decide(format.number(winners.length))}
              title={texts.decideTitle}
              consequences={[texts.decideSecond, texts.decideNotice]}
              undo={{ possible: false, words: texts.decideUndo }}
            >
              <input type="hidden" name="run" value={run.id} />
              <input type="hidden" name="seen" value={run.awardHash ?? ''} />
            </ConfirmMove>
          )
        }
      />
      <Columns
        side={
          <Facts
            items={[
              ...(run.objective === null
                ? []
                : [{ label: texts.saving, value: <Money fen={run.objective} /> }]),
              ...(run.exactBound === null
                ? []
                : [{ label: texts.bound, value: <Money fen={run.exactBound} /> }]),
              ...(round.standstillEndsAt
                ? [
                    {
                      label: texts.standstill,
                      value: (
                        <Deadline at={round.standstillEndsAt} now={now} met={round.confirmedAt !== null} />
                      ),
                    },
                  ]
                : []),
              { label: payment.way, value: pays.way, hint: pays.dues.join(payment.between) },
              ...(run.awardHash
                ? [{ label: texts.hash, value: <Hash value={run.awardHash.slice(7)} short /> }]
                : []),
              ...(run.state === 'adopted'
                ? [
                    {
                      label: texts.proof,
                      value: <ProofFiles roundId={round.id} />,
                    },
                  ]
                : []),
              ...(run.problem ? [{ label: texts.problem, value: run.problem }] : []),
            ]}
          />
        }
      >
        {(shares.length > 0 || refused.length > 0) && (
          <Section title={texts.own} count={shares.length + refused.length}>
            {shares.map((share) => (
              <OwnShare key={share.pledgeId} share={share} />
            ))}
            {refused.length > 0 && (
              <ul className="mt-4 divide-y divide-line border-y border-line">
                {refused.map(({ pledgeId, code, reason }) => (
                  <li key={pledgeId} className="py-2">
                    <TextLink to={`/pledges/${pledgeId}`}>{code}</TextLink> · {texts.reasons[reason]}
                  </li>
                ))}
              </ul>
            )}
          </Section>
        )}
        {effect && <OwnEffect effect={effect.effect} />}
        <Section title={texts.winners} count={winners.length}>
          <Table
            caption={texts.winners}
            rows={winners}
            rowKey={({ id }) => id}
            empty={<Empty title={texts.none} why={texts.noneWhy} icon="scales" />}
            columns={[
              { key: 'lot', head: texts.lot, narrow: 'detail', cell: ({ code }) => code },
              {
                key: 'vendor',
                head: texts.vendor,
                narrow: 'title',
                cell: ({ vendor, vendorEn }) => named(vendor, vendorEn),
              },
              {
                key: 'product',
                head: texts.product,
                narrow: 'detail',
                cell: (winner) => (
                  <TextLink to={`/prices/products/${winner.slug}`}>
                    {subject({ ...winner, classZh: null, classEn: null })}
                  </TextLink>
                ),
              },
              {
                key: 'price',
                head: texts.price,
                type: 'money',
                narrow: 'end',
                cell: ({ unitPrice }) => <Money fen={unitPrice} />,
              },
              {
                key: 'quantity',
                head: texts.quantity,
                type: 'number',
                narrow: 'detail',
                cell: ({ quantity }) => format.number(quantity),
              },
              {
                key: 'saving',
                head: texts.saving,
                type: 'money',
                narrow: 'detail',
                cell: ({ referencePrice, unitPrice, quantity }) => (
                  <Saving before={referencePrice * BigInt(quantity)} after={unitPrice * BigInt(quantity)} />
                ),
              },
            ]}
          />
        </Section>
        {course && <RunCourse run={course} now={now} />}
      </Columns>
    </>
  )
}

function ProofFiles({ roundId }: { roundId: string }) {
  const texts = useAwardTexts().award
  return (
    <>
      {(['certificate', 'instance'] as const).map((name) => (
        <a key={name} className={`${linkClass} mr-4`} href={`/rounds/${roundId}/award/${name}.json`} download>
          {texts.proofs[name]}
        </a>
      ))}
      <span className="mt-1 block text-sm text-ink-soft">{texts.proofHolds}</span>
    </>
  )
}
