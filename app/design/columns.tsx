import type { ReactNode } from 'react'

/** `<Columns side={<Facts …/>}>…</Columns>`: the main matter with a side column of facts; above it on a phone. */
export function Columns({ side, children }: { side: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
      <div className="min-w-0 max-lg:order-2">{children}</div>
      <aside className="min-w-0 lg:border-l lg:border-line lg:pl-6">{side}</aside>
    </div>
  )
}
