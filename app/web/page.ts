import type { Access } from '~/people/access'
import type { Title } from '~/texts/titles'

/** What a page declares once: who may enter, its title, and whether its posts need a fresh second factor. */
export type Handle = {
  readonly access: Access
  readonly title: Title
  readonly stepUp?: boolean
  /** Reached before the second factor is set up or shown. */
  readonly beforeFactor?: boolean
  /** Open to anyone, yet shown inside the frame of those at work. */
  readonly inside?: boolean
  /** What its action answers is shown once and never kept, not even for a repeated post. */
  readonly secret?: boolean
  /** Something is sealed or opened here in the reader's browser, which runs no other scripts than those in the log. */
  readonly seals?: boolean
  /** Takes files: larger body allowed. */
  readonly files?: boolean
}

export const page = <const H extends Handle>(handle: H) => handle
