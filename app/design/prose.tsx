import type { ReactNode } from 'react'

/** `<Prose>…h2, p, ul, ol…</Prose>`: running text such as notices, minutes and help, at a readable width. */
export function Prose({ children }: { children: ReactNode }) {
  return (
    <div className="max-w-prose [&_:is(ol,ul)]:mt-2 [&_:is(ol,ul)]:space-y-1 [&_:is(ol,ul)]:pl-5 [&_a]:text-accent [&_a]:underline [&_a]:underline-offset-3 [&_h2]:mt-6 [&_h2]:text-lg [&_h2]:font-semibold [&_h3]:mt-4 [&_h3]:font-semibold [&_ol]:list-decimal [&_p]:mt-2 [&_ul]:list-disc [&>:first-child]:mt-0">
      {children}
    </div>
  )
}
