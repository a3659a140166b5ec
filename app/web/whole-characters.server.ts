import { Transform } from 'node:stream'

/**
 * A page's bytes, sent where React says so (`flush`) instead of in every piece of 2 KiB that it writes, and without the NULs that React 18 leaves where a character of several bytes does not fit into the end of
 * its buffer (facebook/react#24985): a browser shows them as � within attributes. A page has none of its own.
 */
export function wholeCharacters() {
  const pieces: Buffer[] = []
  const body = new Transform({
    transform(piece: Buffer, _, done) {
      pieces.push(piece.includes(0) ? Buffer.from(piece.filter((byte) => byte !== 0)) : piece)
      done()
    },
    flush: (done) => done(null, gathered()),
  })
  const gathered = () => Buffer.concat(pieces.splice(0))
  return Object.assign(body, {
    flush() {
      if (pieces.length > 0) body.push(gathered())
    },
  })
}
