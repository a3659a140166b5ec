import { forwardRef, type ButtonHTMLAttributes } from 'react'
import { Icon, type IconName } from './icons'

export type Look = 'primary' | 'secondary' | 'quiet' | 'danger' | 'danger-strong'
export type ButtonSize = 'normal' | 'small'

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  look?: Look
  size?: ButtonSize
  icon?: IconName
  /** Shown while the answer is under way; the button then takes no second press. */
  busy?: boolean
}

/** `<Button look="primary">Open 9 bids</Button>`: a verb with its object; submits unless `type` says otherwise. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(function Button(
  { look = 'secondary', size, icon, busy = false, className = '', children, ...rest },
  ref,
) {
  return (
    <button
      {...rest}
      ref={ref}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={`${buttonClass(look, size)} ${className}`}
    >
      {busy ? <Icon name="refresh" className="size-4 animate-spin" /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
})

/** The looks, shared with links that are pressed like buttons. */
export function buttonClass(look: Look, size: ButtonSize = 'normal'): string {
  return `inline-flex items-center justify-center gap-1.5 rounded border text-center font-medium transition-colors print:hidden ${sizes[size]} ${looks[look]}`
}

const sizes: Record<ButtonSize, string> = {
  normal: 'min-h-row px-3 py-1',
  small: 'min-h-7 px-2 text-sm pointer-coarse:min-h-row',
}

const looks: Record<Look, string> = {
  primary:
    'border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong disabled:border-line disabled:bg-sunken disabled:text-ink-soft',
  secondary:
    'border-edge/60 bg-surface text-ink hover:border-edge hover:bg-sunken disabled:border-line disabled:bg-sunken disabled:text-ink-soft',
  quiet:
    'border-transparent text-ink-soft hover:bg-sunken hover:text-ink disabled:text-ink-soft disabled:hover:bg-transparent',
  'danger-strong': 'border-risk bg-risk text-paper hover:opacity-90 disabled:opacity-60',
  danger:
    'border-risk-line bg-surface text-risk hover:border-risk hover:bg-risk-soft disabled:border-line disabled:text-ink-soft',
}
