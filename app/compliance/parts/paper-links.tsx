import { Icon } from '~/design/icons'

/** Papers of a thing to be opened or saved, beneath its facts. */
export function PaperLinks({ papers }: { papers: readonly { to: string; label: string }[] }) {
  return (
    <ul className="mt-4 space-y-1 print:hidden">
      {papers.map(({ to, label }) => (
        <li key={to}>
          <a className="inline-flex min-h-row items-center gap-1.5 text-accent underline" href={to}>
            <Icon name="download" className="size-4" />
            {label}
          </a>
        </li>
      ))}
    </ul>
  )
}
