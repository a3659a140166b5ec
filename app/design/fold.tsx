import type { ReactNode } from 'react'
import { Icon } from './icons'

/** `<Fold label="36 files" when={files.length > 8}>…</Fold>`: a long list behind one line; open from the start when it is short. */
export function Fold({ label, when, children }: { label: string; when: boolean; children: ReactNode }) {
  if (!when) return <>{children}</>
  return (
    <details className="group">
      <summary className="inline-flex min-h-row items-center gap-1 text-ink-soft hover:text-ink">
        <Icon name="chevron-right" className="size-3.5 group-open:rotate-90" />
        {label}
      </summary>
      {children}
    </details>
  )
}
