import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons'

type EmptyProps = {
  /** What would be here. */
  title: string
  /** Why it is not. */
  why: string
  /** The one thing to do. */
  action?: ReactNode
  icon?: IconName
}

/** `<Empty title="No pledges yet" why="…" action={<LinkButton …/>} />`: in place of a list that has nothing to show. */
export function Empty({ title, why, action, icon = 'archive' }: EmptyProps) {
  return (
    <div className="flex items-start gap-3 rounded border border-dashed border-line px-4 py-5">
      <Icon name={icon} className="mt-0.5 size-5 text-ink-soft" />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        <p className="mt-0.5 max-w-prose text-ink-soft">{why}</p>
        {action && <div className="mt-3">{action}</div>}
      </div>
    </div>
  )
}
