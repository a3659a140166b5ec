import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PositionBar } from '~/design/charts/position-bar'
import { Chip } from '~/design/chip'
import { Columns } from '~/design/columns'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { nameIn } from '~/kernel/locale'
import { is } from '~/people/actor'
import { usePeopleTexts } from '~/people/parts/texts'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { useComplianceTexts } from '../../parts/texts'
import { PositionHistory } from '../parts/position-history'
import { PositionTable } from '../parts/position-table'
import { findKnown } from '../../known/known.server'
import { KnownShare } from '../../parts/known-share'
import { StatusChip } from '../parts/status-chip'
import { findOverseen, listProceedings } from '../oversight.server'
import { findStand, listPositionChanges, listPositions } from '../queries.server'

export const handle = page({ access: 'compliance.oversee', title: 'compliance.overseen' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findOverseen(db, params.organizationId!))
  const [stand, positions] = [await findStand(db, its.id), await listPositions(db, its.id)]
  const [changes, proceedings] = [await listPositionChanges(db, its.id), await listProceedings(db, its.id)]
  return {
    title: nameIn(actor.locale, its.name, its.nameEn),
    its,
    stand,
    positions,
    changes,
    proceedings,
    known: await findKnown(db, its.id),
    seesOrganizations: is(actor, 'officer', 'auditor', 'liaison', 'leader', 'inspector'),
  }
}

const places = {
  self_inspection: (id: string) => `/self-inspections/${id}`,
  rectification: (id: string) => `/rectifications/${id}`,
  inspection: (id: string) => `/inspections/${id}`,
}

export default function Overseen() {
  const { its, stand, positions, changes, proceedings, seesOrganizations, known } =
    useLoaderData<typeof loader>()
  const all = useComplianceTexts()
  const texts = all.overseen
  const people = usePeopleTexts()
  const format = useFormat()
  const name = useSoftwareName()
  const zh = useLocale() === 'zh'
  const gaps = positions.filter(({ gap }) => gap > 0)
  const states: Record<string, Record<string, string>> = {
    self_inspection: all.selfInspectionState,
    rectification: all.rectificationState,
    inspection: all.inspectionState,
  }
  return (
    <>
      <PageHead
        trail={[{ label: all.oversight.title, to: '/office/compliance' }]}
        title={zh ? its.name : (its.nameEn ?? its.name)}
        state={<StatusChip status={stand.status} />}
        sentence={texts.sentence(
          gaps.length,
          gaps.reduce((sum, { gap }) => sum + gap, 0),
        )}
      />
      <Columns
        side={
          <Section title={texts.facts}>
            <Facts
              items={[
                { label: texts.uscc, value: <code className="figure">{its.uscc}</code> },
                { label: all.oversight.district, value: zh ? its.districtZh : its.districtEn },
                { label: all.oversight.sector, value: zh ? its.sectorZh : its.sectorEn },
                { label: all.oversight.ownership, value: its.ownership && people.ownership[its.ownership] },
                { label: texts.scale, value: its.scale && people.scale[its.scale] },
                { label: texts.headcount, value: its.headcount !== null && format.number(its.headcount) },
                { label: texts.computers, value: texts.listed(stand.inventoried, stand.inUse) },
                { label: all.oversight.since, value: stand.since && <Moment at={stand.since} day /> },
              ].filter(({ value }) => value)}
            />
            {seesOrganizations && (
              <p className="mt-4">
                <TextLink to={`/office/organizations/${its.id}`}>{texts.profile}</TextLink>
              </p>
            )}
          </Section>
        }
      >
        {positions.length === 0 ? (
          <Empty title={texts.none} why={texts.noneWhy} icon="shield" />
        ) : (
          <>
            <PositionBar
              title={gaps.length > 0 ? texts.chartGaps(gaps.length) : texts.chartNoGaps}
              words={all.bar}
              products={positions
                .filter(({ installed, entitled }) => installed + entitled > 0)
                .slice(0, 10)
                .map((row) => ({
                  label: name(row),
                  entitled: row.entitled,
                  installed: row.installed + row.undetermined,
                  gap: row.gap,
                  unknown: row.undetermined,
                }))}
            />
            <Section title={all.position.products} count={positions.length} sentence={texts.onlyFigures}>
              <PositionTable rows={positions} csv={`/office/compliance/${its.id}/positions.csv`} />
              <KnownShare known={known} />
            </Section>
          </>
        )}
        <Section title={texts.proceedings} count={proceedings.length}>
          <Table
            caption={texts.proceedings}
            rows={proceedings}
            rowKey={({ kind, id }) => `${kind} ${id}`}
            rowTo={({ kind, id }) => places[kind](id)}
            empty={<Empty title={texts.noProceedings} why={texts.noProceedingsWhy} icon="list" />}
            columns={[
              {
                key: 'title',
                head: texts.what,
                cell: ({ title, titleEn }) => (zh ? title : (titleEn ?? title)),
              },
              { key: 'kind', head: texts.kind, cell: ({ kind }) => texts.kinds[kind] },
              { key: 'due', head: texts.due, type: 'date', cell: ({ dueOn }) => dueOn && <Day on={dueOn} /> },
              {
                key: 'state',
                head: all.oversight.status,
                type: 'chip',
                narrow: 'end',
                cell: ({ kind, state, late }) => (
                  <Chip meaning={late ? 'risk' : 'info'}>
                    {`${states[kind]![state]}${late ? ` · ${texts.late}` : ''}`}
                  </Chip>
                ),
              },
            ]}
          />
        </Section>
        {changes.length > 0 && (
          <Section title={all.history.title} count={changes.length}>
            <PositionHistory changes={changes} linked={false} />
          </Section>
        )}
      </Columns>
    </>
  )
}
