import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { nameIn } from '~/kernel/locale'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useDay } from '../../parts/days'
import { PlainText } from '../../parts/plain-text'
import { moveProposal } from '../commands.server'
import { criteria } from '../criteria'
import { proposalMoveForm } from '../form'
import { ProposalChip } from '../parts/proposal-chip'
import { ProposalDecision } from '../parts/proposal-decision'
import { ReviewForm } from '../parts/review-form'
import { useListingTexts } from '../parts/texts'
import { whyNotAccept } from '../proposing'
import { findProposal, reviewsList } from '../queries.server'

export const handle = page({ access: 'listing.read', title: 'program.proposal' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findProposal(db, params.proposalId!))
  const decides = is(actor, 'officer')
  return {
    title: nameIn(actor.locale, its.nameZh, its.nameEn),
    its,
    history: await listHistory(db, its.id),
    decides,
    oversees: is(actor, 'officer', 'auditor'),
    whyNot: decides && its.state === 'in_review' ? whyNotAccept(its, actor.personId) : null,
    reviews:
      its.state === 'submitted' && its.orgId !== actor.organizationId && (await reviewsList(db, actor)),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.work' })
  return withForm(entered, proposalMoveForm, async (tx, asked) => {
    const { id } = found(await findProposal(tx, entered.params.proposalId!))
    await moveProposal(tx, entered.actor, id, asked, entered.now)
    return redirect(`/recommended/proposals/${id}?done=listing-${asked.move}`)
  })
}

export default function Proposal() {
  const { its, history, decides, oversees, whyNot, reviews } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useListingTexts()
  const named = useNamed()
  const { state } = its
  return (
    <>
      <PageHead
        trail={[{ label: texts.proposals, to: '/recommended/proposals' }]}
        title={`${named(its.nameZh, its.nameEn)} ${named(its.edition, its.editionEn)}`}
        state={<ProposalChip state={state} />}
        sentence={texts.sentence[state]}
        primary={decides && <ProposalDecision state={state} accepts={whyNot === null} answer={answer} />}
      />
      {whyNot && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.notYet}>
            {texts.whyNot[whyNot]}
          </Notice>
        </div>
      )}
      <Columns side={<ProposalFacts its={its} oversees={oversees} />}>
        <Section title={texts.reason}>
          <PlainText>{its.reason}</PlainText>
        </Section>
        {reviews && <ReviewForm answer={answer} />}
        {its.review && <Review its={its} />}
        {its.decision && (
          <Section title={texts.decision}>
            <PlainText>{its.decision}</PlainText>
          </Section>
        )}
        {its.removal && (
          <Section title={texts.removal}>
            <PlainText>{texts.removals[its.removal] ?? its.removal}</PlainText>
          </Section>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}

type Its = NonNullable<Awaited<ReturnType<typeof findProposal>>>

function ProposalFacts({ its, oversees }: { its: Its; oversees: boolean }) {
  const texts = useListingTexts()
  const words = useVocabulary()
  const named = useNamed()
  const day = useDay()
  const proposer = named(its.proposer, its.proposerEn)
  return (
    <Facts
      items={[
        {
          label: texts.product,
          value: <TextLink to={`/catalog/${its.slug}`}>{named(its.nameZh, its.nameEn)}</TextLink>,
        },
        {
          label: texts.license,
          value: `${metricWord(words, its.metric)} · ${termWord(words, its.term, its.termMonths)}`,
        },
        { label: texts.proposer, value: proposer },
        ...(oversees && its.proposerKind === 'vendor'
          ? [
              {
                label: texts.scorecard,
                value: <TextLink to={`/office/scorecards/${its.orgId}`}>{texts.toScorecard}</TextLink>,
              },
            ]
          : []),
        { label: texts.proposedAt, value: <Moment at={its.at} /> },
        ...(its.groupPrice === null
          ? []
          : [{ label: texts.groupPrice, value: <Money fen={its.groupPrice} /> }]),
        ...(its.decisionNo ? [{ label: texts.decisionNo, value: its.decisionNo }] : []),
        ...(its.validUntil ? [{ label: texts.until, value: day(its.validUntil) }] : []),
        ...(its.decider ? [{ label: texts.decider, value: its.decider }] : []),
      ]}
    />
  )
}

function Review({ its }: { its: Its }) {
  const texts = useListingTexts()
  return (
    <Section title={texts.reviewed} {...(its.reviewer && { sentence: texts.reviewedBy(its.reviewer) })}>
      <Facts
        layout="row"
        items={criteria
          .filter((criterion) => its.criteria[criterion])
          .map((criterion) => {
            const verdict = its.criteria[criterion]!
            return {
              label: texts.criterion[criterion],
              value: <Chip meaning={verdict === 'met' ? 'ok' : 'risk'}>{texts.verdicts[verdict]}</Chip>,
            }
          })}
      />
      <div className="mt-4">
        <PlainText>{its.review!}</PlainText>
      </div>
    </Section>
  )
}
