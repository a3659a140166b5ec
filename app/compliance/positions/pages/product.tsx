import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { PositionBar } from '~/design/charts/position-bar'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { FormSummary } from '~/design/form-summary'
import { Notice } from '~/design/notice'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { useComplianceTexts, useInventoryTexts } from '../../parts/texts'
import { Verdict } from '../../parts/verdict'
import { installationFilters } from '../filter'
import { turnGapsIntoDemand } from '../gaps.server'
import { byEdition } from '../lines'
import { markedStatus } from '../own'
import { Explained } from '../parts/explained'
import { PositionHistory } from '../parts/position-history'
import { Rights } from '../parts/rights'
import { findKnown } from '../../known/known.server'
import { KnownShare } from '../../parts/known-share'
import { isBeingRecounted } from '../recount.server'
import { StatusChip } from '../parts/status-chip'
import {
  bringUpToDate,
  findOpenQuestions,
  findPosition,
  listInstallations,
  listLines,
  listMarks,
  listPositionChanges,
  listRights,
} from '../queries.server'

export const handle = page({ access: 'compliance.read', title: 'compliance.product' })

const form = z.object({ move: z.literal('demand') })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  await bringUpToDate(db)
  const org = actor.organizationId
  const its = found(await findPosition(db, org, params.slug!))
  const id = its.productId
  const only = installationFilters.find((one) => one === url.searchParams.get('only'))
  const after = url.searchParams.get('after') ?? undefined
  const installations = await listInstallations(db, org, id, { only, after })
  const [lines, rights] = [await listLines(db, org, id), await listRights(db, org, id)]
  const [open, changes] = [
    await findOpenQuestions(db, org, id),
    await listPositionChanges(db, org, { productId: id }),
  ]
  const own = markedStatus(its.status, id, await listMarks(db, actor))
  const mayAsk = is(actor, 'asset_manager', 'buyer', 'approver') && its.gap > its.asked
  return {
    its,
    own,
    installations,
    lines,
    rights,
    open,
    changes,
    known: await findKnown(db, org),
    recounting: await isBeingRecounted(db, org, id),
    mayAsk,
    manages: is(actor, 'asset_manager'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, form, async (tx) => {
    const { actor, params, now } = entered
    const its = found(await findPosition(tx, actor.organizationId, params.slug!))
    await turnGapsIntoDemand(tx, actor, now, its.productId)
    return redirect('/demands?done=gaps-drafted')
  })
}

export default function Product() {
  const { its, own, installations, lines, rights, open, changes, known, recounting, mayAsk, manages } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useComplianceTexts()
  const inventory = useInventoryTexts()
  const all = texts.product
  const format = useFormat()
  const name = useSoftwareName()(its)
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: texts.position.title, to: '/compliance' }]}
        title={name}
        state={<StatusChip status={own} />}
        sentence={all.sentence(its.installed, its.covered, its.gap)}
        primary={
          mayAsk && (
            <MoveForm move="demand" answer={answer}>
              <Button look="primary" icon="plus">
                {all.toDemand(its.gap - its.asked)}
              </Button>
            </MoveForm>
          )
        }
      />
      <FormSummary problems={[]} refusal={answer?.refusal ? { what: answer.refusal.sentence } : null} />
      {recounting && (
        <div className="mb-6">
          <Notice meaning="info">{all.recounting}</Notice>
        </div>
      )}
      {lines.length > 0 && (
        <PositionBar
          title={all.linesTitle}
          words={texts.bar}
          products={byEdition(lines).map((line) => ({
            label: named(line.edition, line.editionEn) ?? all.noEdition,
            entitled: line.entitled,
            installed: line.installed + line.undetermined,
            gap: line.installed - line.covered,
            unknown: line.undetermined,
          }))}
          note={all.linesNote}
        />
      )}
      <Section title={all.numbers} sentence={all.numbersSentence}>
        <Explained its={its} />
        <KnownShare known={known} />
      </Section>
      <Section title={all.installations} sentence={all.installationsSentence} id="installations">
        <Filters
          filters={[
            {
              name: 'only',
              label: all.only,
              type: 'choice',
              any: inventory.filters.any,
              options: installationFilters.map((value) => ({ value, label: all.filter[value] })),
            },
          ]}
        />
        <Table
          caption={all.installations}
          rows={installations.rows}
          rowKey={({ id }) => id}
          csv={`/compliance/products/${its.slug}/installations.csv`}
          paging={{ after: installations.next }}
          empty={<Empty title={all.none} why={all.noneWhy} icon="box" />}
          columns={[
            {
              key: 'computer',
              head: all.computer,
              cell: (row) => (
                <TextLink to={`/inventory/computers/${row.computerId}`}>{row.computerNo}</TextLink>
              ),
            },
            {
              key: 'department',
              head: all.department,
              cell: ({ department, person }) => [department, person].filter(Boolean).join(' · '),
            },
            {
              key: 'edition',
              head: all.edition,
              cell: ({ edition, editionEn, release }) =>
                [named(edition, editionEn), release].filter(Boolean).join(' '),
            },
            {
              key: 'version',
              head: all.version,
              narrow: 'hidden',
              extra: true,
              cell: ({ version }) => version,
            },
            { key: 'verdict', head: all.verdict, cell: (row) => <Verdict {...row} /> },
          ]}
        />
      </Section>
      <Section title={all.rights} count={rights.length} sentence={all.rightsSentence}>
        <Rights rights={rights} />
      </Section>
      {(open.titles.length > 0 || open.stale > 0 || its.undetermined > 0) && (
        <Section title={all.open} sentence={all.openSentence}>
          <ul className="space-y-1.5">
            {its.undetermined > 0 && (
              <li>
                {all.undetermined(its.undetermined)}{' '}
                {manages && <TextLink to="/inventory/queue?view=editions">{all.tellEdition}</TextLink>}
              </li>
            )}
            {open.titles.map(({ id, title, computers }) => (
              <li key={id}>
                {all.mayBe(title, computers)}{' '}
                {manages && <TextLink to={`/inventory/queue?entry=${id}`}>{all.tellTitle}</TextLink>}
              </li>
            ))}
            {open.stale > 0 && (
              <li>
                {its.category === 'operating-system' ? all.staleSystem(open.stale) : all.stale(open.stale)}{' '}
                <TextLink to="/inventory?state=in_use&age=not_fresh">{all.seeComputers}</TextLink>
              </li>
            )}
          </ul>
        </Section>
      )}
      <Section title={texts.history.title} count={changes.length}>
        <PositionHistory changes={changes} linked />
      </Section>
      <p className="mt-6 text-sm text-ink-soft">{all.foot(format.number(its.entitled))}</p>
    </>
  )
}
