import { Link, type LinkProps } from '@remix-run/react'
import { buttonClass, type ButtonSize, type Look } from './button'
import { Icon, type IconName } from './icons'

type LinkButtonProps = LinkProps & { look?: Look; size?: ButtonSize; icon?: IconName }

/** `<LinkButton to="new" look="primary" icon="plus">Add a line</LinkButton>`: goes somewhere, looks like a button. */
export function LinkButton({
  look = 'secondary',
  size,
  icon,
  className = '',
  children,
  ...rest
}: LinkButtonProps) {
  return (
    <Link {...rest} className={`${buttonClass(look, size)} no-underline ${className}`}>
      {icon && <Icon name={icon} />}
      {children}
    </Link>
  )
}
