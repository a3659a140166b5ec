import { useFormat } from '~/design/format'
import { linkClass } from '~/design/text-link'

import type { BidFile } from '../file-item'

/** The files of a technical part, to save. */
export function BidFiles({ files }: { files: readonly BidFile[] }) {
  const format = useFormat()
  return (
    <ul className="space-y-0.5">
      {files.map(({ href, name, bytes }) => (
        <li key={href}>
          <a className={`${linkClass} break-all`} href={href} download>
            {name}
          </a>{' '}
          {bytes !== undefined && (
            <span className="figure text-sm text-ink-soft">{format.number(Math.ceil(bytes / 1000))} KB</span>
          )}
        </li>
      ))}
    </ul>
  )
}
