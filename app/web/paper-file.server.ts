import { writeWorkbook } from '~/kernel/workbook.server'
import { csvFile } from './csv.server'
import { workbookFile } from './workbook.server'

type Sheet = Parameters<typeof writeWorkbook>[0][number]
type Paper = {
  name: string
  csv: { head: readonly string[]; rows: readonly (readonly (string | number | null)[])[] }
  sheets: readonly Sheet[]
  pdf: () => Promise<Uint8Array>
}

/** One paper in the format that the address ends with: `.csv`, `.xlsx`, or `.pdf`, which opens in the browser. */
export async function paperFile(url: URL, { name, csv, sheets, pdf }: Paper): Promise<Response> {
  if (url.pathname.endsWith('.csv')) return csvFile(`${name}.csv`, csv.head, csv.rows)
  if (url.pathname.endsWith('.xlsx')) return workbookFile(`${name}.xlsx`, await writeWorkbook(sheets))
  return new Response(new Uint8Array(await pdf()), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(`${name}.pdf`)}`,
      'cache-control': 'private, no-store',
    },
  })
}
