import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findShownRound } from '~/bids/queries.server'
import { useRoundName } from '~/bids/parts/round-name'
import { useSubject } from '~/demands/parts/subject'
import { SavingWaterfall } from '~/design/charts/saving-waterfall'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Saving } from '~/design/saving'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { Recompute } from '../parts/recompute'
import { useAwardTexts } from '../parts/texts'
import { type AwardNotice, findAwardNotice } from '../runs/published.server'

export const handle = page({ access: 'anyone', title: 'awards.notice', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  return { round, notice: await findAwardNotice(db, round.id), now }
}

export default function Notice() {
  const { round, now, ...data } = useLoaderData<typeof loader>()
  const notice = data.notice as AwardNotice | null
  const texts = useAwardTexts().notice
  const roundName = useRoundName()
  const final = round.confirmedAt !== null
  const stage = notice ? (final ? 'final' : 'standstill') : round.decidedAt ? 'members' : 'none'
  return (
    <>
      <PageHead
        trail={[{ label: roundName(round), to: `/rounds/${round.id}` }]}
        title={texts.title}
        sentence={texts.sentence[stage]}
      />
      <Columns side={<Side round={round} notice={notice} now={now} />}>
        {notice ? (
          <>
            <Winners notice={notice} />
            <Whole notice={notice} />
            <Recompute roundId={round.id} />
          </>
        ) : (
          <Empty
            title={texts.empty[stage === 'members' ? 'members' : 'none']}
            why={texts.emptyWhy}
            icon="scales"
          />
        )}
      </Columns>
    </>
  )
}

type SideProps = {
  round: { number: string; decidedAt: Date | null; standstillEndsAt: Date | null; confirmedAt: Date | null }
  notice: AwardNotice | null
  now: Date
}

function Side({ round, notice, now }: SideProps) {
  const texts = useAwardTexts().notice
  const { decidedAt, standstillEndsAt, confirmedAt } = round
  return (
    <Facts
      items={[
        { label: texts.number, value: <code className="figure">{round.number}</code> },
        { label: texts.decided, value: decidedAt && <Moment at={decidedAt} /> },
        {
          label: texts.standstill,
          value: standstillEndsAt && <Deadline at={standstillEndsAt} now={now} met={confirmedAt !== null} />,
        },
        { label: texts.confirmed, value: confirmedAt && <Moment at={confirmedAt} /> },
        {
          label: texts.noticeHash,
          value: notice && <Hash value={notice.hash} short />,
        },
        {
          label: texts.certificateHash,
          value: notice && <Hash value={notice.certificateHash.slice('sha256:'.length)} short />,
        },
        {
          label: texts.awardHash,
          value: notice && <Hash value={notice.awardHash.slice('sha256:'.length)} short />,
        },
      ].filter(({ value }) => value)}
    />
  )
}

function Winners({ notice: { lots } }: { notice: AwardNotice }) {
  const texts = useAwardTexts().notice
  const format = useFormat()
  const subject = useSubject()
  const named = useNamed()
  return (
    <Section title={texts.winners} count={lots.length}>
      <Table
        caption={texts.winners}
        rows={lots}
        rowKey={({ code, uscc, vendor }) => `${code} ${uscc ?? vendor}`}
        empty={<Empty title={texts.nobody} why={texts.nobodyWhy} icon="scales" />}
        columns={[
          {
            key: 'lot',
            head: texts.lot,
            narrow: 'detail',
            cell: ({ code, lot }) => `${code} ${subject(lot)}`,
          },
          {
            key: 'vendor',
            head: texts.vendor,
            narrow: 'title',
            cell: ({ vendor, vendorEn, uscc }) => (
              <>
                {named(vendor, vendorEn)}
                {uscc && <span className="figure block text-sm text-ink-soft">{uscc}</span>}
              </>
            ),
          },
          {
            key: 'product',
            head: texts.product,
            narrow: 'detail',
            cell: ({ bought }) => subject({ ...bought, classZh: null, classEn: null }),
          },
          {
            key: 'price',
            head: texts.price,
            type: 'money',
            narrow: 'end',
            cell: ({ unitPrice }) => <Money fen={unitPrice} />,
          },
          {
            key: 'quantity',
            head: texts.quantity,
            type: 'number',
            narrow: 'detail',
            cell: ({ quantity }) => format.number(quantity),
          },
          {
            key: 'saving',
            head: texts.saving,
            type: 'money',
            narrow: 'detail',
            cell: ({ referencePrice, unitPrice, quantity }) => (
              <Saving before={referencePrice * BigInt(quantity)} after={unitPrice * BigInt(quantity)} />
            ),
          },
        ]}
      />
    </Section>
  )
}

/** What the whole round costs against its reference prices, falling lot by lot. */
function Whole({ notice: { lots } }: { notice: AwardNotice }) {
  const texts = useAwardTexts().notice
  const format = useFormat()
  if (lots.length === 0) return null
  const worth = (price: (lot: (typeof lots)[number]) => bigint) =>
    lots.reduce((sum, lot) => sum + price(lot) * BigInt(lot.quantity), 0n)
  const reference = worth(({ referencePrice }) => referencePrice)
  const paid = worth(({ unitPrice }) => unitPrice)
  const share = reference === 0n ? 0 : Number(reference - paid) / Number(reference)
  return (
    <Section title={texts.whole}>
      <SavingWaterfall
        title={texts.wholeTitle(format.money(reference - paid), format.percent(share))}
        stepWord={texts.step}
        heads={[texts.level, texts.amount]}
        levels={[
          { label: texts.reference, fen: reference },
          { label: texts.paid, fen: paid },
        ]}
      />
    </Section>
  )
}
