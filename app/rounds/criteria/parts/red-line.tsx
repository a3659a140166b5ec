import { Chip } from '~/design/chip'
import { Diff } from '~/design/diff'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import type { Difference, Placed } from '../red-line'
import { useRequirementWords } from './requirement-words'
import { useCriteriaTexts } from './texts'

/** What a version changes against the one before it, requirement by requirement. */
export function CriteriaRedLine({ differences }: { differences: readonly Difference[] }) {
  const texts = useCriteriaTexts()
  const named = useNamed()
  const words = useRequirementWords()
  const sentence = (placed: Placed | null) => placed === null ? '' : `${named(placed.text.zh, placed.text.en)}\n${words(placed)}` // oxfmt-ignore
  // What is different in the other language alone is shown in both.
  const shown = ({ before, after }: Difference): [string, string] => {
    const [was, is] = [sentence(before), sentence(after)]
    if (was !== is || !before || !after) return [was, is]
    const both = ({ text }: Placed) => `${text.zh}\n${text.en}`
    return [both(before), both(after)]
  }
  return (
    <Table
      caption={texts.redLine}
      rows={differences}
      rowKey={({ code }) => code}
      total={differences.length}
      empty={<p className="text-ink-soft">{texts.same}</p>}
      columns={[
        {
          key: 'criterion',
          head: texts.criterion,
          narrow: 'title',
          cell: ({ before, after }) => {
            const { criterion, group } = (after ?? before)!
            return [named(criterion.zh, criterion.en), group && named(group.zh, group.en)].filter(Boolean).join(' · ') // oxfmt-ignore
          },
        },
        {
          key: 'kind',
          head: texts.change,
          type: 'chip',
          narrow: 'end',
          cell: ({ before, after }) =>
            before === null ? (
              <Chip meaning="ok">{texts.added}</Chip>
            ) : after === null ? (
              <Chip meaning="risk">{texts.removed}</Chip>
            ) : (
              <Chip meaning="attention">{texts.changed}</Chip>
            ),
        },
        {
          key: 'words',
          head: texts.requirement,
          narrow: 'detail',
          cell: (line) => {
            const [before, after] = shown(line)
            return <Diff before={before} after={after} />
          },
        },
      ]}
    />
  )
}
