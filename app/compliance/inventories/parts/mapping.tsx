import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { type Answer, valueOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import { useInventoryTexts } from '../../parts/texts'
import type { ListedComputer } from '../imports.server'

type MappingProps = {
  lists: readonly ListedComputer[]
  total: number
  open: boolean
  answer: Answer | undefined
  /** of the register, to choose from */
  numbers: readonly string[]
}

/** Which computer each list is taken for; while the import is open, its number can be changed or cleared. */
export function Mapping({ lists, total, open, answer, numbers }: MappingProps) {
  const texts = useInventoryTexts().mapping
  const table = <ListTable lists={lists} open={open} answer={answer} />
  if (!open) return table
  return (
    <Form method="post">
      <KeyField />
      <input type="hidden" name="move" value="map" />
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={answer?.refusal && answer.values.move === 'map' ? { what: answer.refusal.sentence } : null}
      />
      <datalist id="numbers">
        {numbers.map((no) => (
          <option key={no} value={no} />
        ))}
      </datalist>
      {table}
      {total > lists.length && <p className="mt-2 text-ink-soft">{texts.rest(total - lists.length)}</p>}
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button look="primary" icon="check">
          {texts.accept}
        </Button>
        <p className="text-sm text-ink-soft">{texts.acceptHint}</p>
      </div>
    </Form>
  )
}

function ListTable({ lists, open, answer }: Pick<MappingProps, 'lists' | 'open' | 'answer'>) {
  const all = useInventoryTexts()
  const texts = all.mapping
  const format = useFormat()
  const place = new Map(lists.map(({ id }, at) => [id, at]))
  return (
    <Table
      caption={texts.caption}
      rows={lists}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        {
          key: 'list',
          head: texts.list,
          cell: ({ name, fileName, os, joinedWith }) => (
            <span>
              {name ?? fileName}
              <span className="block text-sm font-normal text-ink-soft">
                {[name && fileName, os, joinedWith && texts.joined(joinedWith)].filter(Boolean).join(' · ')}
              </span>
            </span>
          ),
        },
        {
          key: 'no',
          head: texts.no,
          cell: (row) => {
            if (row.identity === 'aggregate') return <span className="text-ink-soft">{texts.aggregate}</span>
            if (!open)
              return row.computerId ? (
                <TextLink to={`/inventory/computers/${row.computerId}`}>{row.no}</TextLink>
              ) : (
                row.no
              )
            const at = place.get(row.id)!
            return (
              <>
                <input type="hidden" name={`lists.${at}.id`} value={row.id} />
                <input
                  name={`lists.${at}.no`}
                  aria-label={texts.noOf(row.name ?? row.fileName)}
                  list="numbers"
                  className="control w-44"
                  maxLength={120}
                  defaultValue={valueOf(answer, `lists.${at}.no`, row.no ?? '')}
                />
              </>
            )
          },
        },
        {
          key: 'choice',
          head: texts.choice,
          type: 'chip',
          narrow: 'end',
          cell: ({ choice }) => (
            <Chip
              meaning={
                choice === 'undecided'
                  ? 'attention'
                  : choice === 'new'
                    ? 'info'
                    : choice === 'skip'
                      ? 'quiet'
                      : 'ok'
              }
            >
              {texts.choices[choice]}
            </Chip>
          ),
        },
        {
          key: 'software',
          head: texts.software,
          type: 'number',
          cell: ({ software }) => format.number(software),
        },
        { key: 'found', head: texts.found, type: 'number', cell: ({ found }) => format.number(found) },
        {
          key: 'unknown',
          head: texts.unknown,
          type: 'number',
          cell: ({ unknown }) => format.number(unknown),
        },
        {
          key: 'collected',
          head: texts.collected,
          type: 'date',
          cell: ({ collectedAt, before }) => (
            <>
              {collectedAt ? (
                <Moment at={collectedAt} />
              ) : (
                <span className="text-ink-soft">{texts.noTime}</span>
              )}
              {collectedAt && before && collectedAt < before && (
                <span className="block text-sm text-attention">{texts.older}</span>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
