import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { ShareBar } from '~/design/share-bar'
import { Table, type Column } from '~/design/table'
import { dayOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useCampaignTexts } from '../../parts/texts'
import { CampaignChip } from '../parts/campaign-chip'
import { InspectionChip } from '../parts/inspection-chip'
import { listCampaigns } from '../queries.server'

export const handle = page({ access: 'campaign.read', title: 'compliance.campaigns' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const own = actor.kind === 'enterprise'
  return { rows: await listCampaigns(db, actor), own, manages: is(actor, 'officer'), today: dayOf(now) }
}

export default function Campaigns() {
  const { rows, own, manages, today } = useLoaderData<typeof loader>()
  const texts = useCampaignTexts().list
  const named = useNamed()
  type Row = (typeof rows)[number]
  const progress: Column<Row>[] = [
    { key: 'units', head: texts.units, type: 'number', cell: ({ units }) => units },
    {
      key: 'handedIn',
      head: texts.handedIn,
      type: 'number',
      cell: ({ handedIn, units }) => <ShareBar share={units === 0 ? 0 : handedIn / units} />,
    },
    {
      key: 'accepted',
      head: texts.accepted,
      type: 'number',
      narrow: 'hidden',
      cell: ({ accepted }) => accepted,
    },
    {
      key: 'late',
      head: texts.lateUnits,
      type: 'number',
      narrow: 'hidden',
      cell: ({ late }) => <span className={late > 0 ? 'text-risk' : ''}>{late}</span>,
    },
  ]
  const ownState: Column<Row>[] = [
    {
      key: 'own',
      head: texts.own,
      type: 'chip',
      cell: ({ ownState: state, ownDueOn }) =>
        state && (
          <InspectionChip
            state={state}
            late={ownDueOn !== null && ownDueOn < today && !['submitted', 'accepted'].includes(state)}
          />
        ),
    },
  ]
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          manages && (
            <LinkButton to="/campaigns/new" look="primary" icon="plus">
              {texts.create}
            </LinkButton>
          )
        }
      />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id, ownId }) => (own && ownId ? `/self-inspections/${ownId}` : `/campaigns/${id}`)}
        total={rows.length}
        empty={<Empty title={texts.none} why={texts.noneWhy} icon="check-circle" />}
        columns={[
          { key: 'title', head: texts.name, cell: ({ title, titleEn }) => named(title, titleEn) },
          {
            key: 'due',
            head: texts.dueOn,
            type: 'date',
            cell: ({ dueOn, ownDueOn }) => <Day on={ownDueOn ?? dueOn} />,
          },
          ...(own ? ownState : progress),
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <CampaignChip state={state} />,
          },
        ]}
      />
    </>
  )
}
