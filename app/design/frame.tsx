import { Link, NavLink, useLocation } from '@remix-run/react'
import { useEffect, useRef, type ReactNode } from 'react'
import { buttonClass } from './button'
import { Icon, type IconName } from './icons'
import { LanguageSwitch, type LanguageSwitchProps } from './language-switch'
import { Menu } from './menu'
import { popover, popoverButton } from './popover'
import { SearchBox, type SearchBoxProps } from './search-box'
import { useDesignTexts } from './texts'

export type NavItem = {
  to: string
  label: string
  icon: IconName
  /** What waits there. */ waiting?: number
  end?: boolean
}
export type NavGroup = { label: string; items: readonly NavItem[] }

export type FrameProps = {
  product: { name: string; to: string }
  nav: readonly NavGroup[]
  /** For whom and as what one acts; the menu switches. */
  acting: { organization: string; role: string; menu?: ReactNode }
  search: Pick<SearchBoxProps, 'action' | 'placeholder'>
  language: LanguageSwitchProps
  notifications: { to: string; unread: number }
  person: { name: string; menu: ReactNode }
  /** A toast or a notice about the whole service. */
  flash?: ReactNode
  children: ReactNode
}

/** `<Frame …>page</Frame>`: navigation at the left, a bar on top; under 1024 px the navigation is a drawer. Works without a script. */
export function Frame(props: FrameProps) {
  const texts = useDesignTexts()
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] print:block">
      <SkipLink>{texts.skip}</SkipLink>
      <Navigation {...props} />
      <div className="flex min-h-dvh min-w-0 flex-col border-line bg-surface [--top:3.5rem] lg:border-l print:min-h-0">
        <TopBar {...props} />
        <main
          id="main"
          tabIndex={-1}
          className="w-full max-w-[80rem] flex-1 px-4 pt-5 pb-28 outline-none sm:px-6 sm:pb-16 print:p-0"
        >
          {props.flash}
          {props.children}
        </main>
      </div>
    </div>
  )
}

export function SkipLink({ children }: { children: string }) {
  return (
    <a
      href="#main"
      className="fixed top-2 left-2 z-50 -translate-y-20 rounded bg-accent px-3 py-2 text-on-accent focus:translate-y-0 print:hidden"
    >
      {children}
    </a>
  )
}

const drawer = 'navigation'

function Navigation({ product, nav }: FrameProps) {
  const texts = useDesignTexts()
  const ref = useDrawerClosing()
  return (
    <nav
      ref={ref}
      {...popover}
      id={drawer}
      aria-label={texts.navigation}
      className="inset-y-0 left-0 h-dvh max-h-none w-72 max-w-[85vw] flex-col overflow-y-auto border-line bg-paper text-ink shadow-float max-lg:border-r open:fixed open:flex lg:sticky lg:top-0 lg:flex lg:w-auto lg:shadow-none print:hidden"
    >
      <div className="flex h-14 shrink-0 items-center justify-between pr-2 pl-5">
        <Link to={product.to} className="text-lg font-semibold tracking-tight">
          {product.name}
        </Link>
        <button
          type="button"
          {...popoverButton(drawer, 'hide')}
          aria-label={texts.closeMenu}
          className={`${buttonClass('quiet')} px-2 lg:hidden`}
        >
          <Icon name="cross" className="size-5" />
        </button>
      </div>
      <div className="space-y-4 px-3 pb-6">
        {nav.map((group) => (
          <NavSection key={group.label} {...group} />
        ))}
      </div>
    </nav>
  )
}

function NavSection({ label, items }: NavGroup) {
  return (
    <div role="group" aria-label={label}>
      <p aria-hidden className="px-2 pb-1 text-xs font-medium text-ink-soft">
        {label}
      </p>
      <ul>
        {items.map((item) => (
          <li key={item.to}>
            <NavEntry {...item} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A count as a badge has room for it. */
const atMost99 = (count: number) => (count > 99 ? '99+' : String(count))

function NavEntry({ to, label, icon, waiting = 0, end }: NavItem) {
  const texts = useDesignTexts()
  return (
    <NavLink
      to={to}
      end={end}
      className="group/nav flex min-h-8 items-center gap-2.5 rounded px-2 py-1 text-ink-soft hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-ink pointer-coarse:min-h-11"
    >
      <Icon name={icon} className="size-4 group-aria-[current=page]/nav:text-accent" />
      <span className="min-w-0 flex-1">{label}</span>
      {waiting > 0 && (
        <span className="figure rounded-full bg-accent px-1.5 text-xs leading-5 font-medium text-on-accent">
          <span aria-hidden>{atMost99(waiting)}</span>
          <span className="sr-only">{texts.waiting(waiting)}</span>
        </span>
      )}
    </NavLink>
  )
}

function TopBar({ product, acting, search, language, notifications, person }: FrameProps) {
  const texts = useDesignTexts()
  return (
    <header className="sticky top-0 z-20 flex h-14 items-center gap-1 border-b border-line bg-surface px-2 sm:gap-2 sm:px-4 lg:px-6 print:hidden">
      <button
        type="button"
        {...popoverButton(drawer)}
        aria-label={texts.menu}
        className={`${buttonClass('quiet')} px-2 lg:hidden`}
      >
        <Icon name="menu" className="size-5" />
      </button>
      <Link to={product.to} className="font-semibold max-sm:hidden lg:hidden">
        {product.name}
      </Link>
      <Acting {...acting} />
      <div className="mx-auto w-full max-w-sm max-md:hidden">
        <SearchBox {...search} shortcut />
      </div>
      <div className="ml-auto flex items-center gap-0.5 md:ml-0">
        <Link
          to={search.action}
          aria-label={texts.search}
          className={`${buttonClass('quiet')} px-2 md:hidden`}
        >
          <Icon name="search" className="size-5" />
        </Link>
        <div className="max-sm:hidden">
          <LanguageSwitch {...language} />
        </div>
        <Link
          to={notifications.to}
          aria-label={texts.notifications(atMost99(notifications.unread))}
          className={`${buttonClass('quiet')} relative px-2`}
        >
          <Icon name="bell" className="size-5" />
          {notifications.unread > 0 && (
            <span
              aria-hidden
              className="figure absolute top-0.5 right-0 min-w-4 rounded-full bg-accent px-1 text-center text-xs leading-4 font-medium text-on-accent"
            >
              {atMost99(notifications.unread)}
            </span>
          )}
        </Link>
        <Menu
          label={person.name}
          summary={
            <>
              <Icon name="person" className="size-5" />
              <span className="max-w-32 truncate max-lg:hidden">{person.name}</span>
            </>
          }
          summaryClass={`${buttonClass('quiet')} px-2`}
        >
          {person.menu}
          <div className="mt-1 border-t border-line pt-1 sm:hidden">
            <LanguageSwitch {...language} />
          </div>
        </Menu>
      </div>
    </header>
  )
}

function Acting({ organization, role, menu }: FrameProps['acting']) {
  const who = (
    <span className="min-w-0 text-left leading-tight">
      <span className="block truncate font-medium sm:max-w-64">{organization}</span>
      <span className="block truncate text-xs text-ink-soft">{role}</span>
    </span>
  )
  if (!menu) return <div className="min-w-0 px-1">{who}</div>
  return (
    <Menu
      align="start"
      summary={
        <>
          {who}
          <Icon name="chevron-down" className="size-3.5 text-ink-soft" />
        </>
      }
      className="min-w-0"
      summaryClass="flex min-h-11 min-w-0 items-center gap-1.5 rounded px-1.5 hover:bg-sunken"
    >
      {menu}
    </Menu>
  )
}

/** A link inside the drawer leads on without loading a document, so the drawer must be closed by hand. */
function useDrawerClosing() {
  const ref = useRef<HTMLElement>(null)
  const { key } = useLocation()
  useEffect(() => {
    if (ref.current?.matches(':popover-open')) ref.current.hidePopover()
  }, [key])
  return ref
}
