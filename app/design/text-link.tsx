import { Link, type LinkProps } from '@remix-run/react'

export const linkClass =
  'text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent'

/** `<TextLink to="/glossary#lot">lot</TextLink>`: a link inside a sentence or a cell. */
export function TextLink({ className = '', ...rest }: LinkProps) {
  return <Link discover="none" {...rest} className={`${linkClass} ${className}`} />
}
