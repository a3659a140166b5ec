import { type Cell, writeCsv } from '~/kernel/csv'

/** A list as a CSV file to save; the byte order mark tells spreadsheets that it is UTF-8. */
export function csvFile(name: string, header: readonly string[], rows: Iterable<readonly Cell[]>): Response {
  return new Response(`\uFEFF${writeCsv(header, rows)}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'private, no-store',
    },
  })
}
