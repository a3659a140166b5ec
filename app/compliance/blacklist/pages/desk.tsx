import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useBlacklistTexts } from '../../parts/texts'
import { EntryChip } from '../parts/entry-chip'
import { listEntries } from '../queries.server'

export const handle = page({ access: 'blacklist.read', title: 'compliance.blacklist-desk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { rows: await listEntries(db), proposes: is(actor, 'officer', 'inspector') }
}

export default function Desk() {
  const { rows, proposes } = useLoaderData<typeof loader>()
  const texts = useBlacklistTexts()
  const all = texts.desk
  const named = useNamed()
  return (
    <>
      <PageHead
        title={all.title}
        sentence={all.lead}
        primary={
          proposes && (
            <LinkButton to="/office/blacklist/new" look="primary" icon="plus">
              {all.propose}
            </LinkButton>
          )
        }
        more={<MenuLink to="/office/blacklist/adjustment">{texts.adjustment.title}</MenuLink>}
      />
      <Table
        caption={all.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/blacklist/${id}`}
        total={rows.length}
        empty={<Empty title={all.none} why={all.noneWhy} icon="list" />}
        columns={[
          { key: 'name', head: texts.public.name, cell: ({ name, nameEn }) => named(name, nameEn) },
          { key: 'decision', head: texts.facts.decisionNo, cell: ({ decisionNo }) => decisionNo },
          {
            key: 'proposed',
            head: all.proposedAt,
            type: 'date',
            narrow: 'hidden',
            cell: ({ proposedAt }) => <Moment at={proposedAt} day />,
          },
          {
            key: 'due',
            head: all.next,
            cell: ({ state, answerDue, reviewOn, removalAskedAt }) =>
              state === 'noticed' && answerDue ? (
                <>
                  {all.answerBy} <Moment at={answerDue} day />
                </>
              ) : state === 'listed' && removalAskedAt ? (
                all.removalAsked
              ) : (
                state === 'listed' &&
                reviewOn && (
                  <>
                    {texts.facts.reviewOn} <Day on={reviewOn} />
                  </>
                )
              ),
          },
          {
            key: 'state',
            head: all.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <EntryChip state={state} />,
          },
        ]}
      />
    </>
  )
}
