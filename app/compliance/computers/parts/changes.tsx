import { Link } from '@remix-run/react'
import { Day } from '~/design/day'
import { Icon, type IconName } from '~/design/icons'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { useInventoryTexts } from '../../parts/texts'
import type { ComputerChange } from '../queries.server'

const icons: Record<ComputerChange['kind'], IconName> = {
  installed: 'plus',
  uninstalled: 'minus',
  listed: 'document',
  assigned: 'key',
  returned: 'undo',
  'license.retired': 'minus',
  'license.reinstated': 'plus',
  'computer.retired': 'minus',
  'computer.moved': 'minus',
  'computer.in_use': 'check',
  'computer.spare': 'box',
  'computer.described': 'edit',
}

/** What came, what went and which list said so, the newest day first. */
export function Changes({ changes }: { changes: readonly ComputerChange[] }) {
  const texts = useInventoryTexts().computer
  const name = useSoftwareName()
  const named = useNamed()
  return (
    <Section title={texts.history} count={changes.length}>
      <ul className="divide-y divide-line border-y border-line">
        {changes.map(({ key, on, kind, what, whatEn, importId, ...product }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-3 py-1.5">
            <span className="w-28 text-sm text-ink-soft">
              <Day on={on} />
            </span>
            <Icon name={icons[kind]} className="size-3.5 text-ink-soft" />
            <span className="min-w-0 flex-1">
              <span className="text-ink-soft">{texts.changes[kind]}</span>{' '}
              {importId ? (
                <Link
                  discover="none"
                  to={`/inventory/imports/${importId}`}
                  className="text-accent hover:underline"
                >
                  {named(what, whatEn)}
                </Link>
              ) : (
                [name(product), named(what, whatEn)].filter(Boolean).join(' ')
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
