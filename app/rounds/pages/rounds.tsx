import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { ViewTabs } from '~/design/view-tabs'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { countRounds, listRounds } from '../overview/list.server'
import { askedRounds } from '../overview/asked'
import { shelves } from '../overview/shelves'
import { nextMoment, whatWaits } from '../overview/stages'
import { RoundChip } from '../parts/round-chip'
import { useRoundTitle } from '../parts/round-title'
import { useRoundsTexts } from '../parts/texts'

export const handle = page({ access: 'anyone', title: 'rounds.list', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const asked = askedRounds(url.searchParams)
  const office = mayEnter('round.run', actor)
  const [counts, list] = await Promise.all([countRounds(db, actor, asked), listRounds(db, actor, asked)])
  const joins = actor.kind === 'enterprise' || actor.kind === 'vendor'
  return { ...list, counts, asked, now, office, joins, plans: mayEnter('demand.plan', actor) }
}

type Data = Awaited<ReturnType<typeof loader>>

export default function Rounds() {
  const data = useLoaderData<typeof loader>() as Data
  const { rows, next, counts, asked, now, office, joins } = data
  const texts = useRoundsTexts().list
  const format = useFormat()
  const zh = useLocale() === 'zh'
  const titleOf = useRoundTitle()
  const filtered = Boolean(asked.q || asked.joined)
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          office && (
            <LinkButton to="/rounds/new" look="primary" icon="plus">
              {texts.create}
            </LinkButton>
          )
        }
      />
      <ViewTabs
        label={texts.title}
        name="which"
        tabs={shelves
          .filter((shelf) => shelf !== 'draft' || office || counts.draft > 0)
          .map((value) => ({ value, label: texts.which[value], count: counts[value] }))}
      />
      <Filters
        keep={['which']}
        filters={[
          { name: 'q', label: texts.search, type: 'search' },
          ...(joins
            ? [
                {
                  name: 'joined',
                  label: texts.joinedLabel,
                  type: 'choice' as const,
                  any: texts.all,
                  options: [{ value: 'yes', label: texts.joinedOnly }],
                },
              ]
            : []),
        ]}
      />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/rounds/${id}`}
        total={counts[asked.which]}
        csv="/rounds.csv"
        paging={{ after: next }}
        empty={filtered ? <NothingFound /> : <NoRounds data={data} />}
        columns={[
          {
            key: 'title',
            head: texts.round,
            cell: (round) => (
              <>
                {titleOf(round)}{' '}
                {round.joined && (
                  <Chip meaning="ok" icon="check">
                    {texts.joinedShort}
                  </Chip>
                )}
              </>
            ),
          },
          {
            key: 'bought',
            head: texts.bought,
            cell: ({ bought, lots }) => (
              <span className="text-ink-soft">
                {bought.map((name) => (zh ? name.zh : name.en)).join(zh ? '、' : ', ')}
                {lots > bought.length && ` +${format.number(lots - bought.length)}`}
              </span>
            ),
          },
          {
            key: 'number',
            head: texts.number,
            cell: ({ number }) => <code className="figure whitespace-nowrap">{number}</code>,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <RoundChip state={state} />,
          },
          {
            key: 'next',
            head: texts.next,
            cell: (round) => {
              const waits = whatWaits(round, now)
              if (waits) return texts.waits[waits]
              const at = nextMoment(round)
              const word = texts.nextBy[round.state as keyof typeof texts.nextBy]
              return at ? (
                <>
                  <span className="text-sm text-ink-soft">{word} </span>
                  <Deadline at={at} now={now} />
                </>
              ) : (
                texts.none
              )
            },
          },
        ]}
      />
    </>
  )
}

function NoRounds({ data: { asked, office, plans } }: { data: Data }) {
  const texts = useRoundsTexts().list
  const { which } = asked
  return (
    <Empty
      icon="layers"
      title={texts.empty[which]}
      why={texts.emptyWhy[which]}
      action={
        office ? (
          <LinkButton to="/office/demands">{texts.toBoard}</LinkButton>
        ) : (
          plans && which === 'open' && <LinkButton to="/demands/new">{texts.toDemands}</LinkButton>
        )
      }
    />
  )
}
