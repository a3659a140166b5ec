import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { useSubject } from '~/demands/parts/subject'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { ViewTabs } from '~/design/view-tabs'
import { mayEnter } from '~/people/access'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { useAwardTexts } from '../../parts/texts'
import { InquiryList } from '../../prices/parts/inquiry-list'
import { listInquiries } from '../../prices/queries.server'
import { LotCurves, LotMatrix, useLotSentence } from '../parts/lot-matrix'
import { LotPlaces } from '../parts/lot-places'
import { TwoMatrices } from '../parts/beside'
import { Stability } from '../parts/stability'
import { findEvaluation, type Evaluation as Found } from '../queries.server'

export const handle = page({ access: 'evaluation.read', title: 'awards.evaluation' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const evaluation = await findEvaluation(db, round, url.searchParams.get('matrix'))
  const inquiries = await listInquiries(db, round.id, now)
  return { round, evaluation, inquiries, now, screens: mayEnter('screens.read', actor) }
}

export default function Evaluation() {
  const { round, inquiries, now, screens, ...data } = useLoaderData<typeof loader>()
  const evaluation = data.evaluation as Found | null
  const { evaluation: texts, scenarios, scoring } = useAwardTexts()
  const roundName = useRoundName()
  const { search } = useLocation()
  return (
    <>
      <PageHead
        trail={[
          { label: roundName(round), to: `/rounds/${round.id}` },
          { label: texts.toEligibility, to: `/rounds/${round.id}/eligibility` },
        ]}
        title={texts.title}
        sentence={texts.sentence[stageOf(evaluation)]}
        primary={
          evaluation?.isComputed && (
            <LinkButton look="primary" to={`/rounds/${round.id}/award`}>
              {texts.toAward}
            </LinkButton>
          )
        }
        more={
          evaluation && (
            <>
              {round.terms.method === 'comprehensive' && (
                <MenuLink to={`/rounds/${round.id}/scores`} icon="scales">
                  {scoring.title}
                </MenuLink>
              )}
              <MenuLink to={`/rounds/${round.id}/evaluation.csv${search}`} icon="download" reload>
                {texts.csvLink}
              </MenuLink>
              {screens && (
                <MenuLink to={`/rounds/${round.id}/scenarios`} icon="scales">
                  {scenarios.see}
                </MenuLink>
              )}
              {screens && (
                <MenuLink to={`/rounds/${round.id}/screens`} icon="search">
                  {texts.toScreens}
                </MenuLink>
              )}
            </>
          )
        }
      />
      <InquiryList inquiries={inquiries} now={now} />
      {evaluation ? (
        <Compared evaluation={evaluation} mayAsk={screens} />
      ) : (
        <Empty
          title={texts.empty}
          why={texts.emptyWhy}
          icon="lock"
          action={<LinkButton to={`/rounds/${round.id}/opening`}>{texts.toOpening}</LinkButton>}
        />
      )}
    </>
  )
}

const stageOf = (evaluation: Found | null) =>
  !evaluation
    ? 'waiting'
    : evaluation.openInquiries > 0
      ? 'asking'
      : evaluation.isComputed
        ? 'computed'
        : 'computing'

function Compared({ evaluation, mayAsk }: { evaluation: Found; mayAsk: boolean }) {
  const texts = useAwardTexts().evaluation
  const format = useFormat()
  const subject = useSubject()
  const sentenceOf = useLotSentence()
  const { lots, matrices, sheets, trials, isComputed, beside } = evaluation
  return (
    <>
      {matrices.length > 1 && (
        <ViewTabs
          label={texts.matrices}
          name="matrix"
          tabs={matrices.map(({ hash, at }, place) => ({
            value: hash,
            label: place === 0 ? texts.newest : texts.computedAt(format.dateTime(at)),
          }))}
        />
      )}
      {lots.map((lot) => (
        <Section
          key={lot.id}
          id={lot.code}
          title={`${lot.code} ${subject(lot)}`}
          count={lot.bids.length}
          sentence={sentenceOf(lot)}
        >
          <div className="space-y-5">
            {lot.bids.length > 0 ? (
              <LotMatrix lot={lot} sheets={sheets} mayAsk={mayAsk} isComputed={isComputed} exact />
            ) : (
              <Empty title={texts.noBids} why={texts.noBidsWhy} icon="lock" />
            )}
            <LotCurves lot={lot} />
            <LotPlaces lot={lot} />
          </div>
        </Section>
      ))}
      {beside && <TwoMatrices beside={beside} />}
      {isComputed && <Stability trials={trials} lots={lots} sheets={sheets} />}
    </>
  )
}
