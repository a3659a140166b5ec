import { Transform } from 'node:stream'

/**
 * A page's bytes without the NULs that React 18 leaves where a character of several bytes does not fit into the end of
 * its buffer (facebook/react#24985): a browser shows them as � within attributes. A page has none of its own.
 */
export const wholeCharacters = () =>
  new Transform({
    transform(piece: Buffer, _, done) {
      done(null, piece.includes(0) ? piece.filter((byte) => byte !== 0) : piece)
    },
  })
