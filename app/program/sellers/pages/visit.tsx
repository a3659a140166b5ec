import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Columns } from '~/design/columns'
import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { LinkButton } from '~/design/link-button'
import type { Meaning } from '~/design/meaning'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { listAttachments } from '../../attachments.server'
import { useMarketTexts } from '../../parts/market-texts'
import { PlainText } from '../../parts/plain-text'
import { points } from '../checklist'
import { useDayWords } from '../parts/day-words'
import { FindingChip } from '../parts/finding-chip'
import { findVisit } from '../queries.server'

export const handle = page({ access: 'market.read', title: 'program.visit' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const visit = found(await findVisit(db, params.visitId!))
  const [photos, history] = await Promise.all([listAttachments(db, visit.id), listHistory(db, visit.id)])
  const opens = is(actor, 'inspector', 'officer') && visit.finding !== 'none' && visit.caseId === null
  return { visit, photos: photos.map(({ id, name }) => ({ id, name })), history, opens }
}

const meanings: Record<string, Meaning> = { ok: 'ok', bad: 'risk', skipped: 'quiet' }

export default function Visit() {
  const { visit, photos, history, opens } = useLoaderData<typeof loader>()
  const all = useMarketTexts()
  const texts = all.visit
  const day = useDayWords()
  return (
    <>
      <PageHead
        trail={[
          { label: all.sellers.title, to: '/office/sellers' },
          { label: visit.seller, to: `/office/sellers/${visit.sellerId}` },
        ]}
        title={texts.of(visit.seller, day(visit.visitedOn))}
        state={<FindingChip finding={visit.finding} />}
        primary={
          opens && (
            <LinkButton
              to={`/office/sellers/${visit.sellerId}/cases/new?visit=${visit.id}`}
              look="primary"
              icon="flag"
            >
              {texts.open}
            </LinkButton>
          )
        }
      />
      <Columns
        side={
          <Facts
            items={[
              { label: texts.on, value: <Day on={visit.visitedOn} /> },
              { label: texts.by, value: visit.person },
              ...(visit.caseId
                ? [
                    {
                      label: all.case.title,
                      value: (
                        <TextLink to={`/office/market-cases/${visit.caseId}`}>
                          {texts.case(visit.no!)}
                        </TextLink>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        }
      >
        {visit.remark && (
          <Section title={texts.remark}>
            <PlainText>{visit.remark}</PlainText>
          </Section>
        )}
        <Section title={texts.checklist}>
          <ul className="divide-y divide-line border-y border-line">
            {points.map((point) => {
              const said = visit.checklist[point] ?? 'skipped'
              return (
                <li key={point} className="flex min-h-11 items-center justify-between gap-4 py-1">
                  {texts.points[point]}
                  <Chip meaning={meanings[said]!}>{texts.answers[said]}</Chip>
                </li>
              )
            })}
          </ul>
        </Section>
        <Section title={texts.evidence} count={photos.length}>
          {photos.length === 0 && <p className="text-ink-soft">{texts.noEvidence}</p>}
          <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
            {photos.map(({ id, name }) => (
              <li key={id} className="min-w-0 break-words">
                <TextLink to={`/files/${id}`} reloadDocument>
                  {name}
                </TextLink>
              </li>
            ))}
          </ul>
        </Section>
        <History events={history} />
      </Columns>
    </>
  )
}
