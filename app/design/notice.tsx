import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons'
import { iconOf, toneOf, type Meaning } from './meaning'

type NoticeProps = {
  meaning: Meaning
  title?: string
  icon?: IconName
  /** One or two buttons or links. */
  actions?: ReactNode
  children?: ReactNode
}

/** `<Notice meaning="attention" title="…">…</Notice>`: a standing remark on a page, in the tone of its meaning. */
export function Notice({ meaning, title, icon, actions, children }: NoticeProps) {
  return (
    <section className={`flex items-start gap-2.5 rounded border px-3 py-2.5 ${toneOf[meaning]}`}>
      <Icon name={icon ?? iconOf[meaning]} className="mt-0.5 size-4" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="max-w-prose text-ink">{children}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </section>
  )
}
