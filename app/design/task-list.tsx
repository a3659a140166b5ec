import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icons'
import { textOf, type Meaning } from './meaning'

export type Task = {
  to: string
  /** The verb and its object. */
  label: string
  sentence?: ReactNode
  /** A deadline, an amount, a chip. */
  end?: ReactNode
  icon?: IconName
  meaning?: Meaning
}

/** `<TaskList tasks={[{ to, label, sentence, end: <Deadline …/> }]} />`: what waits for someone, most urgent first; each line is a link. */
export function TaskList({ tasks }: { tasks: readonly Task[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {tasks.map(({ to, label, sentence, end, icon = 'circle', meaning = 'quiet' }) => (
        <li
          key={`${to} ${label}`}
          className="relative flex flex-wrap items-start gap-x-4 gap-y-0.5 px-2 py-2.5 hover:bg-sunken"
        >
          <span className="flex min-w-0 flex-1 basis-64 gap-2.5">
            <Icon name={icon} className={`mt-[0.2em] size-4 ${textOf[meaning]}`} />
            <span className="min-w-0">
              <Link to={to} className="font-medium after:absolute after:inset-0 hover:text-accent">
                {label}
              </Link>
              {sentence && <span className="block text-sm text-ink-soft">{sentence}</span>}
            </span>
          </span>
          {end && <span className="relative pl-6.5 text-sm sm:pl-0">{end}</span>}
        </li>
      ))}
    </ul>
  )
}
