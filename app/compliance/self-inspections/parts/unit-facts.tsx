import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { useCampaignTexts } from '../../parts/texts'
import { usePeopleTexts } from '~/people/parts/texts'
import type { Declared, Figures } from '../figures'

type UnitFactsProps = {
  figures: Figures
  declared: Declared
  /** Declared lines are shown once the form is no longer being filled in. */
  whole: boolean
}

/** The enterprise on the form: its computers as registered, and what its people declare. */
export function UnitFacts({ figures: { computers, unit }, declared, whole }: UnitFactsProps) {
  const texts = useCampaignTexts().inspection
  const format = useFormat()
  const n = (value: number) => format.number(value)
  const { isolated: told } = declared
  const people = usePeopleTexts()
  const named = useNamed()
  const registered = [
    people.scale[unit?.scale as keyof typeof people.scale],
    people.ownership[unit?.ownership as keyof typeof people.ownership],
    named(unit?.sectorZh ?? null, unit?.sectorEn ?? null),
    named(unit?.districtZh ?? null, unit?.districtEn ?? null),
  ].filter(Boolean)
  return (
    <Facts
      layout="row"
      items={[
        ...(registered.length > 0 ? [{ label: texts.registered, value: registered.join(' · ') }] : []),
        {
          label: texts.computers,
          value: n(computers.inUse),
          hint: texts.byKind(n(computers.desktop), n(computers.laptop), n(computers.server)),
        },
        { label: texts.leased, value: n(computers.leased) },
        { label: texts.isolatedCounted, value: n(computers.isolated) },
        {
          label: texts.inventoried,
          value: texts.inventoriedOf(n(computers.inventoried), n(computers.inUse)),
        },
        {
          label: texts.protected,
          value: texts.inventoriedOf(n(computers.protected), n(computers.inventoried)),
        },
        ...(whole
          ? [
              { label: texts.head, value: declared.head },
              { label: texts.contact, value: declared.contact },
              { label: texts.headcount, value: declared.headcount && n(declared.headcount) },
              {
                label: texts.isolated,
                value: told && n(told),
                ...(declared.isolatedBasis && { hint: declared.isolatedBasis }),
              },
              {
                label: texts.differs,
                value:
                  told != null && told !== computers.isolated
                    ? format.number(told - computers.isolated)
                    : null,
              },
              { label: texts.coverageReason, value: declared.coverageReason },
              { label: texts.remark, value: declared.remark },
            ].filter(({ value }) => value)
          : []),
      ]}
    />
  )
}
