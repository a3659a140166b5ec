import { PassThrough, type Transform } from 'node:stream'
import { text } from 'node:stream/consumers'
import { renderToPipeableStream, renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { wholeCharacters } from '~/web/whole-characters.server'

/** Chinese names at every offset within React's buffer of 2,048 bytes. */
const page = (
  <ul>
    {Array.from({ length: 600 }, (_, n) => (
      <li key={n} aria-label={`${'a'.repeat(n % 7)}周明远`}>
        海曲市文化广电新闻出版局
      </li>
    ))}
  </ul>
)

const streamed = (body: Transform) =>
  new Promise<string>((resolve) => {
    const { pipe } = renderToPipeableStream(page, { onAllReady: () => resolve(text(pipe(body))) })
  })

test('a streamed page has every character whole and nothing between them', async () => {
  // Once React does not do it any more, there is nothing to take out.
  expect(await streamed(new PassThrough())).toContain('\0')
  expect(await streamed(wholeCharacters())).toBe(renderToString(page))
})
