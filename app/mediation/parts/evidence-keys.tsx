import { Chip } from '~/design/chip'
import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { maskedKey } from '~/licenses/keys/masked'
import { useLicensesTexts } from '~/licenses/parts/texts'
import type { MaskedKey } from '../evidence/keys.server'
import { useMediationTexts } from './texts'

type EvidenceKeysProps = {
  /** The item's own address. */
  at: string
  keys: readonly MaskedKey[]
}

/** The keys of a license in dispute, masked; each opens with a second factor and a line in its owner's log. */
export function EvidenceKeys({ at, keys }: EvidenceKeysProps) {
  const { evidence: texts } = useMediationTexts()
  const { keys: words } = useLicensesTexts()
  if (keys.length === 0) return null
  return (
    <Section title={words.caption} count={keys.length} sentence={texts.keysLead}>
      <Table
        caption={words.caption}
        rows={keys}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          {
            key: 'key',
            head: words.key,
            cell: ({ tail }) => <code className="figure">{maskedKey(tail)}</code>,
          },
          {
            key: 'unit',
            head: words.unit,
            cell: ({ unitNo, kind }) => (unitNo === null ? words.kind[kind] : words.unitNo(unitNo)),
          },
          {
            key: 'reveals',
            head: texts.keyReveals,
            type: 'number',
            narrow: 'hidden',
            cell: ({ reveals }) => (reveals > 0 ? reveals : ''),
          },
          {
            key: 'state',
            head: words.stateHead,
            type: 'chip',
            cell: ({ state }) => (
              <Chip meaning={state === 'revoked' ? 'risk' : 'quiet'}>{words.state[state]}</Chip>
            ),
          },
          {
            key: 'open',
            head: '',
            narrow: 'end',
            cell: ({ id, state, tail, kind }) =>
              kind !== 'file' &&
              state !== 'revoked' && (
                <LinkButton
                  size="small"
                  icon="eye"
                  to={`${at}/keys/${id}`}
                  aria-label={`${words.reveal} ${maskedKey(tail)}`}
                >
                  {words.reveal}
                </LinkButton>
              ),
          },
        ]}
      />
    </Section>
  )
}
