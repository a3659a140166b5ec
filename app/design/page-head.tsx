import { Link } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Icon } from './icons'
import { Menu } from './menu'
import { buttonClass } from './button'
import { useDesignTexts } from './texts'

type PageHeadProps = {
  /** From the widest to the nearest place; the page itself is not in it. */
  trail?: readonly { label: string; to: string }[]
  title: string
  /** A chip. */
  state?: ReactNode
  /** Where the thing stands and what is next, by whom, until when. */
  sentence?: ReactNode
  /** The one primary action; under 640 px it sticks to the bottom. */
  primary?: ReactNode
  /** `MenuLink`s and `MenuButton`s for everything else. */
  more?: ReactNode
}

/** `<PageHead trail={…} title="Round 7" state={<Chip …/>} sentence="…" primary={<Button …/>} more={<MenuLink …/>} />`. */
export function PageHead({ trail = [], title, state, sentence, primary, more }: PageHeadProps) {
  const texts = useDesignTexts()
  return (
    <header className="mb-5 flex items-start gap-x-6">
      <div className="min-w-0 flex-1">
        {trail.length > 0 && <Breadcrumb trail={trail} label={texts.breadcrumb} />}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-xl leading-tight font-semibold text-balance">{title}</h1>
          {state}
        </div>
        {sentence && <p className="mt-1.5 max-w-prose text-ink-soft">{sentence}</p>}
      </div>
      {(primary || more) && (
        <div className="flex shrink-0 items-center gap-2 print:hidden">
          {more && (
            <Menu
              label={texts.moreActions}
              summary={<Icon name="more" className="size-5" />}
              summaryClass={`${buttonClass('secondary')} px-2`}
            >
              {more}
            </Menu>
          )}
          {primary && (
            <div className="max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-20 max-sm:border-t max-sm:border-line max-sm:bg-surface max-sm:p-3 max-sm:[&_:is(a,button)]:w-full">
              {primary}
            </div>
          )}
        </div>
      )}
    </header>
  )
}

function Breadcrumb({ trail, label }: { trail: NonNullable<PageHeadProps['trail']>; label: string }) {
  return (
    <nav aria-label={label} className="mb-1 print:hidden">
      <ol className="flex flex-wrap items-center gap-1 text-sm text-ink-soft">
        {trail.map(({ label, to }) => (
          <li key={to} className="flex items-center gap-1">
            <Link to={to} className="hover:text-ink hover:underline">
              {label}
            </Link>
            <Icon name="chevron-right" className="size-3" />
          </li>
        ))}
      </ol>
    </nav>
  )
}
