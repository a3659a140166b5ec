import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findRoundLots } from '../overview/lots.server'
import { LotCard } from '../parts/lot-card'
import { PledgeChip } from '../parts/round-chip'
import { useRoundsTexts } from '../parts/texts'
import { findRound } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'rounds.show', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const { id, title, state, pledgesCloseAt } = found(await findRound(db, actor, params.roundId!))
  const open = state === 'published' && pledgesCloseAt! > now
  const office = mayEnter('round.run', actor)
  const mayPledge = open && mayEnter('pledge.make', actor)
  return { title, state, mayPledge, office, ...(await findRoundLots(db, actor, id)) }
}

type Data = Awaited<ReturnType<typeof loader>>

export default function RoundLots() {
  const data = useLoaderData<typeof loader>() as Data
  const texts = useRoundsTexts().lots
  const format = useFormat()
  const { lots, exact } = data
  return (
    <>
      <Section title={texts.title} count={lots.length} id="lots">
        {lots.length === 0 && <Empty title={texts.empty} why={texts.emptyWhy} icon="layers" />}
        {lots.map((lot) => {
          const volume = exact[lot.id]
          return (
            <LotCard
              key={lot.id}
              lot={lot}
              deed={<LotDeed lot={lot} data={data} />}
              exact={
                volume && (
                  <p className="mt-2 text-sm">
                    {texts.exact(format.number(volume.quantity), format.number(volume.buyers))}
                  </p>
                )
              }
            />
          )
        })}
      </Section>
      {data.office && data.state === 'published' && <Pledgers data={data} />}
    </>
  )
}

function LotDeed({ lot, data: { own, mayPledge } }: { lot: Data['lots'][number]; data: Data }) {
  const texts = useRoundsTexts().lots
  const format = useFormat()
  const pledge = own.find(({ lotId }) => lotId === lot.id)
  const to = `/rounds/${lot.roundId}/lots/${lot.id}/pledge`
  if (!pledge)
    return mayPledge && lot.state === 'active' ? (
      <LinkButton to={to} size="small" icon="plus">
        {texts.pledge}
      </LinkButton>
    ) : null
  return (
    <>
      <TextLink to={`/pledges/${pledge.id}`}>
        {texts.own} {texts.ownQuantity(format.number(pledge.quantity))}
      </TextLink>
      <PledgeChip state={pledge.state} />
      {mayPledge && lot.state === 'active' && (
        <LinkButton to={to} size="small">
          {texts.change}
        </LinkButton>
      )}
    </>
  )
}

function Pledgers({ data: { pledgers, lots } }: { data: Data }) {
  const texts = useRoundsTexts().lots
  const format = useFormat()
  const codeOf = (lotId: string) => lots.find(({ id }) => id === lotId)?.code
  return (
    <Section title={texts.pledgers} count={pledgers.length} sentence={texts.pledgersLead}>
      <Table
        caption={texts.pledgers}
        rows={pledgers}
        rowKey={({ lotId, orgId }) => `${lotId} ${orgId}`}
        rowTo={({ orgId }) => `/office/organizations/${orgId}`}
        empty={<Empty title={texts.pledgersEmpty} why={texts.pledgersEmptyWhy} icon="people" />}
        columns={[
          { key: 'name', head: texts.organization, cell: ({ name }) => name },
          { key: 'lot', head: texts.lot, cell: ({ lotId }) => codeOf(lotId) },
          {
            key: 'at',
            head: texts.signedAt,
            type: 'date',
            narrow: 'end',
            cell: ({ signedAt }) => format.dateTime(signedAt),
          },
        ]}
      />
    </Section>
  )
}
