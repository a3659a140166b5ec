import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { ViewTabs } from '~/design/view-tabs'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useSubject } from '../../parts/subject'
import { useDemandsTexts } from '../../parts/texts'
import { WishChip } from '../parts/wish-chip'
import { listAllWishes } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'demands.wishes', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const wishes = await listAllWishes(db, url.searchParams.get('which') === 'ended')
  return { wishes, opens: mayEnter('wish.run', actor), plans: mayEnter('demand.plan', actor) }
}

export default function Wishes() {
  const { wishes, opens, plans } = useLoaderData<typeof loader>()
  const all = useDemandsTexts()
  const texts = all.wish
  const format = useFormat()
  const subject = useSubject()
  return (
    <>
      <PageHead
        title={texts.list}
        sentence={texts.listLead}
        primary={
          opens ? (
            <LinkButton to="/office/wishes/new" look="primary" icon="plus">
              {texts.add}
            </LinkButton>
          ) : (
            plans && (
              <LinkButton to="/demands/new" look="primary" icon="plus">
                {all.add}
              </LinkButton>
            )
          )
        }
      />
      <ViewTabs
        label={texts.list}
        name="which"
        tabs={[
          { value: 'gathering', label: texts.which.gathering },
          { value: 'ended', label: texts.which.ended },
        ]}
      />
      <Table
        caption={texts.list}
        rows={wishes}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/wishes/${id}`}
        empty={<Empty icon="people" title={texts.empty} why={texts.emptyWhy} />}
        columns={[
          { key: 'what', head: all.what, narrow: 'title', cell: (wish) => subject(wish) },
          {
            key: 'band',
            head: all.gathered,
            type: 'number',
            narrow: 'detail',
            cell: ({ bandLow, bandHigh }) => all.band(format.number(bandLow), format.number(bandHigh)),
          },
          {
            key: 'threshold',
            head: texts.threshold,
            type: 'number',
            narrow: 'detail',
            cell: ({ thresholdOrgs, thresholdQuantity }) =>
              texts.thresholdOf(format.number(thresholdOrgs), format.number(thresholdQuantity)),
          },
          {
            key: 'orgs',
            head: all.orgs,
            type: 'number',
            narrow: 'detail',
            cell: ({ bandOrgs }) => (bandOrgs === null ? all.orgsHidden : format.number(bandOrgs)),
          },
          {
            key: 'state',
            head: all.stateHead,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <WishChip state={state} />,
          },
        ]}
      />
    </>
  )
}
