import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { LineChart } from '~/design/charts/line-chart'
import { PositionBar } from '~/design/charts/position-bar'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { findCoverage } from '../../inventories/imports.server'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { useComplianceTexts } from '../../parts/texts'
import { turnGapsIntoDemand } from '../gaps.server'
import { markedStatus, ownOrganizationStatus } from '../own'
import { CategorySentences } from '../parts/category-sentences'
import { PositionHistory } from '../parts/position-history'
import { PositionTable } from '../parts/position-table'
import { findKnown } from '../../known/known.server'
import { KnownShare } from '../../parts/known-share'
import { StatusChip } from '../parts/status-chip'
import { bringUpToDate, findStand, listMarks, listPositionChanges, listPositions } from '../queries.server'
import { trendOf } from '../trend'

export const handle = page({ access: 'compliance.read', title: 'compliance.position' })

const form = z.object({ move: z.literal('demand') })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  await bringUpToDate(db)
  const [rows, stand] = [
    await listPositions(db, actor.organizationId),
    await findStand(db, actor.organizationId),
  ]
  const [marks, coverage] = [await listMarks(db, actor), await findCoverage(db, actor)]
  const changes = await listPositionChanges(db, actor.organizationId, { limit: 500 })
  const positions = rows.map((row) => ({ ...row, own: markedStatus(row.status, row.productId, marks) }))
  const status = ownOrganizationStatus(stand.status, positions)
  return {
    positions,
    stand,
    status,
    coverage,
    known: await findKnown(db, actor.organizationId),
    changes,
    now,
    mayAsk: is(actor, 'asset_manager', 'buyer', 'approver'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, form, async (tx) => {
    await turnGapsIntoDemand(tx, entered.actor, entered.now)
    return redirect('/demands?done=gaps-drafted')
  })
}

export default function Compliance() {
  const { positions, stand, status, coverage, known, changes, now, mayAsk } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useComplianceTexts()
  const all = texts.position
  const format = useFormat()
  const name = useSoftwareName()
  const gaps = positions.filter(({ gap }) => gap > 0)
  const missing = gaps.reduce((sum, { gap }) => sum + gap, 0)
  const unasked = gaps.reduce((sum, { gap, asked }) => sum + Math.max(0, gap - asked), 0)
  const value = gaps.reduce((sum, { gapValue }) => sum + (gapValue ?? 0n), 0n)
  const shown = positions.filter(({ installed, entitled }) => installed + entitled > 0).slice(0, 12)
  const trend = [
    { label: texts.status.gap, points: trendOf(changes, ['gap'], now), step: true },
    { label: texts.status.unknown, points: trendOf(changes, ['unknown'], now), step: true, dashed: true },
  ]
  return (
    <>
      <PageHead
        title={all.title}
        state={<StatusChip status={status} />}
        sentence={all.sentence[status]}
        primary={
          mayAsk &&
          unasked > 0 && (
            <MoveForm move="demand" answer={answer}>
              <Button look="primary" icon="plus">
                {all.toDemand(unasked)}
              </Button>
            </MoveForm>
          )
        }
      />
      <FormSummary problems={[]} refusal={answer?.refusal ? { what: answer.refusal.sentence } : null} />
      {stand.status === 'not_inspected' && positions.length === 0 ? (
        <Empty
          title={all.empty}
          why={all.emptyWhy}
          icon="upload"
          action={
            <LinkButton to="/inventory" look="primary" icon="upload">
              {all.toInventory}
            </LinkButton>
          }
        />
      ) : (
        <>
          <CategorySentences positions={positions} />
          <KnownShare known={known} />
          <div className="mt-6">
            <Facts
              layout="strip"
              items={[
                {
                  label: all.missing,
                  value: format.number(missing),
                  hint: value > 0n ? all.missingValue(format.money(value)) : all.missingProducts(gaps.length),
                },
                {
                  label: all.known,
                  value: known.share === null ? '–' : format.percent(known.share),
                  hint: all.knownHint(coverage.open),
                },
                {
                  label: all.computers,
                  value: format.number(stand.inUse),
                  hint:
                    stand.softwareListed === stand.osListed
                      ? all.computersHint(stand.inventoried, stand.inUse)
                      : all.computersHalves(stand.softwareListed, stand.osListed),
                },
                ...(stand.since
                  ? [
                      {
                        label: all.since,
                        value: <Moment at={stand.since} day />,
                        hint: texts.status[stand.status],
                      },
                    ]
                  : []),
              ]}
            />
          </div>
          {shown.length > 0 && (
            <div className="mt-8">
              <PositionBar
                title={gaps.length > 0 ? all.chartGaps(gaps.length, missing) : all.chartNoGaps}
                words={texts.bar}
                note={all.chartNote}
                products={shown.map((row) => ({
                  label: name(row),
                  to: `/compliance/products/${row.slug}`,
                  entitled: row.entitled,
                  installed: row.installed + row.undetermined,
                  gap: row.gap,
                  unknown: row.undetermined,
                }))}
              />
            </div>
          )}
          <Section
            title={all.products}
            count={positions.length}
            sentence={all.productsSentence}
            actions={
              <>
                <LinkButton to="/compliance/coverage" size="small" icon="list">
                  {all.toCoverage}
                </LinkButton>
                <LinkButton to="/compliance/what-if" size="small" icon="chart">
                  {all.whatIf}
                </LinkButton>
              </>
            }
          >
            <PositionTable
              rows={positions}
              to={({ slug }) => `/compliance/products/${slug}`}
              csv="/compliance.csv"
              own
            />
          </Section>
          {changes.length > 0 && (
            <Section title={all.trend} sentence={all.trendSentence}>
              {trend[0]!.points.length > 1 && (
                <LineChart
                  title={all.trendTitle(trend[0]!.points.at(-1)!.value)}
                  series={trend}
                  heads={[all.trendDay, all.trendCount]}
                  format={(count) => format.number(Math.round(count))}
                />
              )}
              <div className="mt-5">
                <PositionHistory changes={changes.slice(0, 20)} linked />
              </div>
            </Section>
          )}
        </>
      )}
    </>
  )
}
