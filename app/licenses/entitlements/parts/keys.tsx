import { Chip } from '~/design/chip'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Table } from '~/design/table'
import { calledKey } from '../../keys/masked'
import { useLicensesTexts } from '../../parts/texts'

type Key = {
  id: string
  unitNo: number | null
  kind: 'single' | 'volume' | 'file'
  tail: string | null
  fileName: string | null
  state: 'free' | 'assigned' | 'returned' | 'revoked'
  faultyAt: Date | null
  reveals: number
  lastAt: Date | null
}

/** Keys by their tails; each opens to whoever may ask for it, with a reason. */
export function Keys({ keys, manages }: { keys: readonly Key[]; manages: boolean }) {
  const all = useLicensesTexts()
  const texts = all.keys
  const isMarkable = manages && keys.some(({ kind, state }) => kind === 'single' && state !== 'revoked')
  return (
    <Table
      caption={texts.caption}
      rows={keys}
      rowKey={({ id }) => id}
      empty={null}
      {...(isMarkable && {
        bulk: {
          actions: [
            { move: 'mark_faulty', label: all.replaced.markFaulty, icon: 'alert' as const },
            { move: 'mark_working', label: all.replaced.markWorking, icon: 'check' as const },
          ],
          nameOf: calledKey,
        },
      })}
      columns={[
        {
          key: 'key',
          head: texts.key,
          cell: (its) => <code className="figure break-all">{calledKey(its)}</code>,
        },
        {
          key: 'unit',
          head: texts.unit,
          cell: ({ unitNo, kind }) => (unitNo === null ? texts.kind[kind] : texts.unitNo(unitNo)),
        },
        {
          key: 'reveals',
          head: texts.reveals,
          type: 'number',
          narrow: 'hidden',
          cell: ({ reveals }) => (reveals > 0 ? reveals : ''),
        },
        {
          key: 'last',
          head: texts.last,
          type: 'date',
          narrow: 'hidden',
          cell: ({ lastAt }) => lastAt && <Moment at={lastAt} />,
        },
        {
          key: 'state',
          head: texts.stateHead,
          type: 'chip',
          cell: ({ state, faultyAt }) => (
            <>
              <Chip meaning={state === 'revoked' ? 'risk' : 'quiet'}>{texts.state[state]}</Chip>{' '}
              {faultyAt && <Chip meaning="attention">{all.replaced.faulty}</Chip>}
            </>
          ),
        },
        {
          key: 'open',
          head: '',
          narrow: 'end',
          cell: (its) =>
            manages &&
            its.state !== 'revoked' && (
              <LinkButton
                size="small"
                icon="eye"
                to={`/licenses/keys/${its.id}`}
                aria-label={`${texts.reveal} ${calledKey(its)}`}
              >
                {texts.reveal}
              </LinkButton>
            ),
        },
      ]}
    />
  )
}
