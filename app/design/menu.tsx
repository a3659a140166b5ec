import { Form, Link } from '@remix-run/react'
import { useEffect, useRef, type ReactNode, type RefObject } from 'react'
import { Icon, type IconName } from './icons'

type MenuProps = {
  /** What the summary shows. */
  summary: ReactNode
  /** Name for screen readers when the summary is only a picture. */
  label?: string
  summaryClass?: string
  /** Side to which the panel is aligned. */
  align?: 'start' | 'end'
  className?: string
  children: ReactNode
}

/** `<Menu summary="More">…links and buttons…</Menu>`: a native `<details>` that also closes on Escape and outside clicks. */
export function Menu({
  summary,
  label,
  summaryClass = '',
  align = 'end',
  className = '',
  children,
}: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null)
  useClosing(details)
  return (
    <details ref={details} className={`relative print:hidden ${className}`}>
      <summary className={summaryClass} aria-label={label}>
        {summary}
      </summary>
      <div
        className={`absolute top-full z-30 mt-1 max-h-[70vh] w-max max-w-[min(20rem,calc(100vw-2rem))] min-w-44 overflow-auto rounded border border-line bg-surface p-1 shadow-float ${align === 'end' ? 'right-0' : 'left-0'}`}
      >
        {children}
      </div>
    </details>
  )
}

type MenuLinkProps = {
  to: string
  icon?: IconName
  /** A file: the browser asks for it by itself. */
  reload?: boolean
  children: ReactNode
}

/** `<MenuLink to="edit" icon="edit">Edit the terms</MenuLink>`: one line of a menu. */
export function MenuLink({ to, icon, reload = false, children }: MenuLinkProps) {
  return (
    <Link to={to} reloadDocument={reload} className={menuItemClass}>
      {icon && <Icon name={icon} className="size-4 text-ink-soft" />}
      {children}
    </Link>
  )
}

type MenuButtonProps = {
  action?: string
  name?: string
  value?: string
  icon?: IconName
  /** Hidden inputs of the form. */
  hidden?: ReactNode
  children: ReactNode
}

/** `<MenuButton name="move" value="withdraw">Withdraw the bid</MenuButton>`: a line of a menu that posts. */
export function MenuButton({ action, name, value, icon, hidden, children }: MenuButtonProps) {
  return (
    <Form method="post" action={action}>
      {hidden}
      <button name={name} value={value} className={menuItemClass}>
        {icon && <Icon name={icon} className="size-4 text-ink-soft" />}
        {children}
      </button>
    </Form>
  )
}

const menuItemClass =
  'flex min-h-row w-full items-center gap-2 rounded-sm px-2.5 py-1 text-left text-ink no-underline hover:bg-sunken disabled:text-ink-soft'

function useClosing(ref: RefObject<HTMLDetailsElement>) {
  useEffect(() => {
    const details = ref.current
    if (!details) return
    const close = () => details.removeAttribute('open')
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !details.open) return
      close()
      details.querySelector('summary')?.focus()
    }
    const onPress = (event: MouseEvent) => {
      if (!details.contains(event.target as Node)) close()
    }
    const onClick = (event: MouseEvent) => {
      if ((event.target as Element).closest('a')) close()
    }
    const onLeave = (event: FocusEvent) => {
      if (event.relatedTarget && !details.contains(event.relatedTarget as Node)) close()
    }
    details.addEventListener('keydown', onKey)
    details.addEventListener('click', onClick)
    details.addEventListener('focusout', onLeave)
    document.addEventListener('pointerdown', onPress)
    return () => {
      details.removeEventListener('keydown', onKey)
      details.removeEventListener('click', onClick)
      details.removeEventListener('focusout', onLeave)
      document.removeEventListener('pointerdown', onPress)
    }
  }, [ref])
}
