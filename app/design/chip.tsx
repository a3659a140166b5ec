import { Icon, type IconName } from './icons'
import { iconOf, toneOf, type Meaning } from './meaning'

/** `<Chip meaning="ok">Delivered</Chip>`: a state as icon + word + color. */
export function Chip({ meaning, icon, children }: { meaning: Meaning; icon?: IconName; children: string }) {
  return (
    <span
      className={`inline-flex max-w-full items-center gap-1 rounded-sm border px-1.5 py-px align-middle text-xs font-medium ${toneOf[meaning]}`}
    >
      <Icon name={icon ?? iconOf[meaning]} className="size-3.5" />
      <span className="truncate">{children}</span>
    </span>
  )
}
