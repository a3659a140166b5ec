import { env } from '~/env.server'
import { type Locale, nameIn } from '~/kernel/locale'
import { makePdf, typeIn } from '~/kernel/pdf.server'
import { trainings as en } from '~/texts/en/trainings'
import { inLanguage } from '~/texts/spoken'
import { trainings as zh } from '~/texts/zh/trainings'
import type { Topic } from './form'
import { spanIn } from './span'

export type Certificate = {
  person: string
  certificateNo: string | null
  titleZh: string
  titleEn: string
  topic: Topic
  startsAt: Date
  endsAt: Date
  place: string
  placeEn: string
  organization: string
  organizationEn: string | null
  quizPassed: boolean
}

/** What an attendee is given: who, which training, and the address at which anyone can verify it. */
export function certificatePdf(its: Certificate, locale: Locale): Promise<Buffer> {
  const words = inLanguage(locale, zh, en)
  const { proof } = words
  const address = `${env.PUBLIC_ORIGIN}/trainings/certificates/${its.certificateNo}`
  const line = (label: string, value: string) => ({
    columns: [
      { text: label, width: 80, color: '#555' },
      { text: value, width: '*' },
    ],
    margin: [0, 0, 0, 6] as [number, number, number, number],
  })
  return makePdf({
    pageOrientation: 'landscape',
    pageMargins: [96, 88, 96, 72],
    defaultStyle: { ...typeIn(locale), fontSize: 12 },
    info: { title: `${proof.heading} ${its.certificateNo}` },
    content: [
      { text: proof.heading, fontSize: 28, bold: true, alignment: 'center', margin: [0, 0, 0, 28] },
      {
        text: proof.text(its.person, nameIn(locale, its.organization, its.organizationEn)),
        margin: [0, 0, 0, 16],
      },
      {
        text: nameIn(locale, its.titleZh, its.titleEn || null),
        fontSize: 16,
        bold: true,
        margin: [0, 0, 0, 16],
      },
      {
        columns: [
          {
            width: '*',
            stack: [
              line(words.topic, words.topics[its.topic]),
              line(words.time, spanIn(locale, its.startsAt, its.endsAt)),
              line(words.place, nameIn(locale, its.place, its.placeEn || null)),
              ...(its.quizPassed ? [line(words.quiz.title, words.quiz.passed)] : []),
              line(proof.no, its.certificateNo ?? ''),
            ],
          },
          { width: 100, qr: address, fit: 92, alignment: 'right' },
        ],
      },
      { text: proof.issuer, alignment: 'right', bold: true, margin: [0, 28, 0, 24] },
      { text: `${proof.verify} ${address}`, fontSize: 9, color: '#555' },
    ],
  })
}
