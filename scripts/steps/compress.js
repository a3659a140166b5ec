import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const pack = promisify(brotliCompress)
const worthwhile = 1_024

/**
 * Lays a smaller `NAME.br` beside every text of a folder, once and thoroughly, so that no request pays for it.
 * @param {string} folder
 */
export async function compressTexts(folder) {
  const names = await readdir(folder, { recursive: true })
  await Promise.all(
    names
      .filter((name) => /\.(js|css|svg|json|txt|xml)$/.test(name))
      .map(async (name) => {
        const bytes = await readFile(join(folder, name))
        if (bytes.length < worthwhile) return
        await writeFile(
          join(folder, `${name}.br`),
          await pack(bytes, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: 10,
              [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
            },
          }),
        )
      }),
  )
}
