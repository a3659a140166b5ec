import { Icon } from '~/design/icons'

/** What a step needs, each line green or red: nothing is listed or removed on a red one. */
export function Guards({ lines }: { lines: readonly { holds: boolean; label: string }[] }) {
  return (
    <ul className="space-y-1">
      {lines.map(({ holds, label }) => (
        <li key={label} className={`flex items-start gap-2 ${holds ? 'text-ok' : 'text-risk'}`}>
          <Icon name={holds ? 'check-circle' : 'cross'} className="mt-1 size-4" />
          <span>{label}</span>
        </li>
      ))}
    </ul>
  )
}
