import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import type { Share } from '../queries.server'
import { useOwnersTexts } from './texts'

type SharesProps = {
  shares: readonly Share[]
  /** Whose name each row shows. */
  shows: 'owner' | 'owned'
  mayEnd: boolean
  answer: Answer | undefined
}

/** Shares of an organization, or in others, those that stand first. */
export function Shares({ shares, shows, mayEnd, answer }: SharesProps) {
  const texts = useOwnersTexts()
  const format = useFormat()
  const named = useNamed()
  return (
    <Table
      caption={texts[shows]}
      rows={shares}
      rowKey={({ ownerId, ownedId, since }) => `${ownerId} ${ownedId} ${since}`}
      empty={<Empty icon="building" title={texts.none[shows]} why={texts.noneWhy[shows]} />}
      columns={[
        {
          key: 'name',
          head: texts.organization,
          cell: (share) => (
            <TextLink to={`/office/organizations/${share[`${shows}Id`]}/owners`}>
              {named(share[shows], share[`${shows}En`])}
            </TextLink>
          ),
        },
        {
          key: 'share',
          head: texts.share,
          type: 'number',
          named: true,
          cell: ({ shareBps }) => format.percent(shareBps / 10_000),
        },
        {
          key: 'since',
          head: texts.since,
          type: 'date',
          named: true,
          cell: ({ since }) => <Day on={since} />,
        },
        {
          key: 'until',
          head: texts.until,
          type: 'date',
          narrow: 'end',
          cell: ({ until }) => (until ? <Day on={until} /> : <Chip meaning="ok">{texts.stands}</Chip>),
        },
        {
          key: 'deeds',
          head: '',
          narrow: 'detail',
          cell: ({ ownerId, since, until }) =>
            mayEnd &&
            until === null && (
              <ConfirmMove
                move="end"
                id={`end-${ownerId}`}
                look="quiet"
                verb={texts.end}
                title={texts.endTitle}
                consequences={[...texts.endWhat]}
                undo={{ possible: true, words: texts.endUndo }}
                answer={answer?.values.ownerId === ownerId ? answer : undefined}
              >
                <input type="hidden" name="ownerId" value={ownerId} />
                <input type="hidden" name="since" value={since} />
              </ConfirmMove>
            ),
        },
      ]}
    />
  )
}
