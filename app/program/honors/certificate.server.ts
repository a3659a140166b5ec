import { env } from '~/env.server'
import { formatDate } from '~/design/format'
import { type Locale, nameIn } from '~/kernel/locale'
import { makePdf, typeIn } from '~/kernel/pdf.server'
import { honors as en } from '~/texts/en/honors'
import { inLanguage } from '~/texts/spoken'
import { honors as zh } from '~/texts/zh/honors'

type Honor = {
  certificateNo: string | null
  titleZh: string
  titleEn: string
  decidedAt: Date | null
  organization: string
  organizationEn: string | null
}

/** What an honored enterprise hangs on its wall: the honor, the day, and the address at which anyone verifies it. */
export function certificatePdf(its: Honor, locale: Locale): Promise<Buffer> {
  const { proof } = inLanguage(locale, zh, en)
  const address = `${env.PUBLIC_ORIGIN}/honors/certificates/${its.certificateNo}`
  return makePdf({
    pageOrientation: 'landscape',
    pageMargins: [96, 88, 96, 72],
    defaultStyle: { ...typeIn(locale), fontSize: 13 },
    info: { title: `${proof.heading} ${its.certificateNo}` },
    content: [
      { text: proof.heading, fontSize: 30, bold: true, alignment: 'center', margin: [0, 0, 0, 32] },
      {
        text: nameIn(locale, its.organization, its.organizationEn),
        fontSize: 20,
        bold: true,
        alignment: 'center',
        margin: [0, 0, 0, 20],
      },
      {
        text: proof.text(nameIn(locale, its.titleZh, its.titleEn || null)),
        alignment: 'center',
        margin: [0, 0, 0, 32],
      },
      {
        columns: [
          {
            width: '*',
            stack: [
              { text: `${proof.no} ${its.certificateNo}`, margin: [0, 0, 0, 6] },
              { text: formatDate(locale, its.decidedAt!), margin: [0, 0, 0, 18] },
              { text: proof.issuer, bold: true },
            ],
          },
          { width: 100, qr: address, fit: 92, alignment: 'right' },
        ],
      },
      { text: `${proof.verify} ${address}`, fontSize: 9, color: '#555', margin: [0, 24, 0, 0] },
    ],
  })
}
