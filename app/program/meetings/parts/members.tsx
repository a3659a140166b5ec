import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useMeetingTexts } from './texts'

type Member = {
  id: string
  name: string
  nameEn: string | null
  answer: string | null
  attended: boolean | null
}

/** Who is invited, who said they come, who came. */
export function Members({ invited, held }: { invited: readonly Member[]; held: boolean }) {
  const named = useNamed()
  const texts = useMeetingTexts()
  const came = invited.filter(({ attended }) => attended).length
  const come = invited.filter(({ answer }) => answer === 'coming').length
  return (
    <Section
      title={texts.members}
      count={invited.length}
      sentence={invited.length > 0 && (held ? texts.came(came) : texts.come(come))}
    >
      <Table
        caption={texts.members}
        rows={invited}
        rowKey={({ id }) => id}
        empty={<Empty icon="mail" title={texts.nobodyInvited} why={texts.nobodyInvitedWhy} />}
        columns={[
          { key: 'unit', head: texts.unit, cell: ({ name, nameEn }) => named(name, nameEn) },
          {
            key: 'answer',
            head: texts.answerHead,
            type: 'chip',
            cell: ({ answer }) =>
              answer === null ? (
                <Chip meaning="quiet">{texts.noAnswer}</Chip>
              ) : (
                <Chip meaning={answer === 'coming' ? 'info' : 'attention'}>
                  {texts.answers[answer as 'coming' | 'not_coming']}
                </Chip>
              ),
          },
          ...(held
            ? [
                {
                  key: 'attended',
                  head: texts.attendance,
                  type: 'chip' as const,
                  narrow: 'end' as const,
                  cell: ({ attended }: Member) => (
                    <Chip meaning={attended ? 'ok' : 'quiet'}>{attended ? texts.present : texts.absent}</Chip>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
