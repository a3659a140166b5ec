import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Fold } from '~/design/fold'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Progress } from '~/design/progress'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { Refreshing } from '~/web/refreshing'
import { withForm } from '~/web/with-form.server'
import { Software } from '~/catalog/parts/software-name'
import { useInventoryTexts } from '../../parts/texts'
import type { Severity } from '../../record'
import { limits } from '../../limits'
import { importForm } from '../form'
import { countLists, findImport, listFound, listLists, listNumbers, listProblems } from '../imports.server'
import { discardImport, mapImport } from '../map.server'
import { ImportChip, isBusy, standingOf } from '../parts/import-state'
import { Mapping } from '../parts/mapping'
import { Problems } from '../parts/problems'
import { Sources } from '../parts/sources'

export const handle = page({ access: 'inventory.read', title: 'compliance.import' })

const severities = ['refused', 'warning', 'ignored', 'fatal'] as const satisfies readonly Severity[]

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const its = found(await findImport(db, params.importId!))
  const id = its.id
  const severity = severities.find((one) => one === url.searchParams.get('severity'))
  const problems = await listProblems(db, id, { severity, after: url.searchParams.get('after') ?? undefined })
  const [counts, lists, products] = [
    await countLists(db, id),
    await listLists(db, id),
    await listFound(db, id),
  ]
  const manages = is(actor, 'asset_manager') && its.orgId === actor.organizationId
  return {
    title: its.fileName,
    its: { ...its, keptUntil: new Date(its.receivedAt.getTime() + limits.originalsKeptDays * 86_400_000) },
    counts,
    lists,
    products,
    problems,
    manages,
    numbers: await listNumbers(db, actor),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'inventory.manage' })
  const { actor, params } = entered
  return withForm(entered, importForm, async (tx, values) => {
    const id = params.importId!
    if (values.move === 'map') await mapImport(tx, actor, id, values.lists)
    else await discardImport(tx, actor, id)
    return redirect(
      `/inventory/imports/${id}?done=${values.move === 'map' ? 'import-mapped' : 'import-discarded'}`,
    )
  })
}

export default function Import() {
  const { its, counts, lists, products, problems, manages, numbers } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useInventoryTexts()
  const all = texts.import
  const format = useFormat()
  const standing = standingOf(its)
  const sources = its.report.sources ?? []
  const open = manages && (standing === 'check' || standing === 'failed')
  const listing = lists.length > 0 && (
    <Section
      title={all.computers}
      count={counts.lists}
      sentence={open ? all.mappingSentence(counts.undecided, counts.existing, counts.fresh) : undefined}
      id="mapping"
    >
      <Fold label={all.showLists(counts.lists)} when={!open && counts.lists > 12}>
        <Mapping lists={lists} total={counts.lists} open={open} answer={answer} numbers={numbers} />
      </Fold>
    </Section>
  )
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/inventory' }]}
        title={its.fileName}
        state={<ImportChip standing={standing} />}
        sentence={all.sentence[standing]}
        primary={
          open && (
            <LinkButton to="#mapping" icon="arrow-down">
              {all.toMapping}
            </LinkButton>
          )
        }
      />
      {isBusy(standing) && (
        <div className="mb-6">
          <Progress
            phase={texts.standing[standing]}
            share={standing === 'reading' && its.total > 0n ? Number(its.done) / Number(its.total) : null}
            counts={counts.lists > 0 ? all.listsSoFar(counts.lists) : all.leave}
            elapsed={(its.now.getTime() - its.receivedAt.getTime()) / 1000}
          />
          <Refreshing while />
        </div>
      )}
      {its.problem && standing !== 'discarded' && (
        <div className="mb-6">
          <Notice meaning="risk" title={all.refusedTitle}>
            {problemWords(texts.problems, its.problem)}
          </Notice>
        </div>
      )}
      {its.report.changes && (
        <Section title={all.changes}>
          <Facts
            layout="strip"
            items={[
              { label: all.changed.computers, value: format.number(its.report.changes.computers) },
              { label: all.changed.added, value: format.number(its.report.changes.added) },
              { label: all.changed.removed, value: format.number(its.report.changes.removed) },
              { label: all.changed.kept, value: format.number(its.report.changes.kept) },
              {
                label: all.changed.unknown,
                value: manages ? (
                  <TextLink to="/inventory/queue">{format.number(its.report.changes.unknown)}</TextLink>
                ) : (
                  format.number(its.report.changes.unknown)
                ),
              },
            ]}
          />
          <div className="mt-4 flex flex-wrap gap-2">
            <LinkButton to="/compliance" icon="shield">
              {all.toPosition}
            </LinkButton>
            {manages && its.report.changes.unknown > 0 && (
              <LinkButton to="/inventory/queue" icon="list">
                {all.toQueue}
              </LinkButton>
            )}
          </div>
        </Section>
      )}
      {open && listing}
      {products.length > 0 && (
        <Section title={all.found} count={products.length} sentence={all.foundSentence}>
          <Table
            caption={all.found}
            rows={products}
            rowKey={({ slug, edition, release }) => `${slug} ${edition} ${release}`}
            empty={null}
            columns={[
              {
                key: 'product',
                head: all.product,
                cell: (row) => (
                  <Software
                    product={row}
                    edition={row.edition}
                    editionEn={row.editionEn}
                    release={row.release}
                  />
                ),
              },
              { key: 'class', head: all.class, cell: (row) => texts.classes[row.class as 'licensable'] },
              {
                key: 'computers',
                head: all.onComputers,
                type: 'number',
                narrow: 'end',
                cell: ({ computers }) => format.number(computers),
              },
            ]}
          />
        </Section>
      )}
      {!open && listing}
      {sources.length > 0 && (
        <Section title={all.sources} count={sources.length} sentence={all.sourcesSentence}>
          <Fold label={all.showFiles(sources.length)} when={sources.length > 8}>
            <Sources sources={sources} />
          </Fold>
        </Section>
      )}
      <p className="mt-6 text-sm text-ink-soft">
        {its.originalGoneAt === null
          ? all.originalUntil(format.date(its.keptUntil))
          : all.originalGone(format.date(its.originalGoneAt))}
      </p>
      {sources.length > 0 && (
        <Section title={all.report} sentence={all.reportSentence}>
          <Problems problems={problems} importId={its.id} />
        </Section>
      )}
      {sources.length === 0 && !isBusy(standing) && standing !== 'accepted' && (
        <Empty title={all.nothing} why={all.nothingWhy} icon="document" />
      )}
      {open && (
        <div className="mt-8">
          <ConfirmMove
            move="discard"
            verb={all.discard}
            look="danger"
            title={all.discardTitle}
            consequences={[all.discardWhat]}
            undo={{ possible: true, words: all.discardUndo }}
            answer={answer}
          />
        </div>
      )}
    </>
  )
}

const problemWords = (words: Record<string, string>, code: string) => words[code] ?? code
