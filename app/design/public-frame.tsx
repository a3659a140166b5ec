import { Link, NavLink } from '@remix-run/react'
import type { ReactNode } from 'react'
import { SkipLink } from './frame'
import { Icon } from './icons'
import { buttonClass } from './button'
import { LanguageSwitch, type LanguageSwitchProps } from './language-switch'
import { Menu } from './menu'
import { useDesignTexts } from './texts'

export type SiteLink = { to: string; label: string }

type PublicFrameProps = {
  product: { name: string; to: string }
  nav: readonly SiteLink[]
  /** Sign in, or back to work. */
  entrance: ReactNode
  language: LanguageSwitchProps
  footer: readonly { label: string; links: readonly SiteLink[] }[]
  /** Who answers for the site; the last line of every page. */
  imprint: ReactNode
  flash?: ReactNode
  children: ReactNode
}

/** `<PublicFrame product nav entrance language footer imprint>page</PublicFrame>`: the site that anyone may read. */
export function PublicFrame(props: PublicFrameProps) {
  const texts = useDesignTexts()
  return (
    <div className="min-h-dvh bg-paper [--top:0px]">
      <SkipLink>{texts.skip}</SkipLink>
      <div className="bg-surface">
        <SiteHeader {...props} />
        {/* Its height does not depend on the footer's, which would else climb the window while it comes in. */}
        <main
          id="main"
          tabIndex={-1}
          className={`${widthClass} min-h-[70dvh] pt-6 pb-20 outline-none print:min-h-0`}
        >
          {props.flash}
          {props.children}
        </main>
      </div>
      <SiteFooter {...props} />
    </div>
  )
}

function SiteHeader({ product, nav, entrance, language }: PublicFrameProps) {
  const texts = useDesignTexts()
  return (
    <header className="border-b border-line print:hidden">
      <div className={`${widthClass} flex h-14 items-center gap-6`}>
        <Link to={product.to} className="text-lg font-semibold tracking-tight whitespace-nowrap">
          {product.name}
        </Link>
        <nav aria-label={texts.navigation} className="min-w-0 flex-1 max-lg:hidden">
          <ul className="flex gap-5">
            {nav.map((link) => (
              <li key={link.to}>
                <NavLink to={link.to} className={siteLinkClass}>
                  {link.label}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="ml-auto flex items-center gap-2">
          <LanguageSwitch {...language} />
          {entrance}
          <div className="lg:hidden">
            <Menu
              label={texts.menu}
              summary={<Icon name="menu" className="size-5" />}
              summaryClass={`${buttonClass('quiet')} px-2`}
            >
              <nav aria-label={texts.navigation}>
                {nav.map((link) => (
                  <NavLink
                    key={link.to}
                    to={link.to}
                    className="flex min-h-11 items-center rounded-sm px-2.5 hover:bg-sunken aria-[current=page]:font-medium"
                  >
                    {link.label}
                  </NavLink>
                ))}
              </nav>
            </Menu>
          </div>
        </div>
      </div>
    </header>
  )
}

function SiteFooter({ footer, imprint }: PublicFrameProps) {
  return (
    <footer className="border-t border-line text-sm text-ink-soft print:hidden">
      <div className={`${widthClass} grid grid-cols-2 gap-8 py-8 lg:grid-cols-4`}>
        {footer.map(({ label, links }) => (
          <nav key={label} aria-label={label}>
            <p className="font-medium text-ink">{label}</p>
            <ul className="mt-1">
              {links.map((link) => (
                <li key={link.to}>
                  <Link
                    to={link.to}
                    className="inline-flex min-h-8 items-center hover:text-ink hover:underline pointer-coarse:min-h-11"
                  >
                    {link.label}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
      </div>
      <p className={`${widthClass} pb-8`}>{imprint}</p>
    </footer>
  )
}

const widthClass = 'mx-auto w-full max-w-[72rem] px-4 sm:px-6'
const siteLinkClass =
  'flex h-14 items-center border-b-2 border-transparent whitespace-nowrap text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-ink'
