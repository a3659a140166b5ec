import type { Locale } from '~/kernel/locale'
import { officeLetters as en } from './en/office-letters'
import { inLanguage } from './spoken'
import { officeLetters as zh } from './zh/office-letters'

type Meeting = { title: string; startsAt: Date; place: string; agenda: string }

/** The letter of an invitation, a change or a cancellation, with the link to the calendar file. */
export function meetingLetter(locale: Locale, kind: string, meeting: Meeting, link: string) {
  const words = inLanguage(locale, zh, en).meeting
  const { title, place, agenda, startsAt } = meeting
  const subject =
    { 'meeting.changed': words.changed, 'meeting.canceled': words.canceled }[kind] ?? words.invited
  return {
    subject: subject(title),
    body: words.body(title, momentOf(startsAt), place, agenda, link, `${link}/calendar`),
  }
}

/** `2026-11-24 15:30` in China, where the sun needs no summer time. */
const momentOf = (at: Date) =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

/** Asks whether the address wants the briefs. */
export function subscriptionLetter(locale: Locale, link: string) {
  const { subject, body } = inLanguage(locale, zh, en).subscription
  return { subject, body: body(link) }
}

/** A new brief; `end` is the link that ends a subscription. */
export function briefLetter(locale: Locale, brief: { no: number; title: string }, link: string, end: string) {
  const words = inLanguage(locale, zh, en).brief
  return {
    subject: words.subject(brief.no, brief.title),
    body: [words.body(brief.title, link), ...(end ? [words.end(end)] : [])].join('\n\n'),
  }
}

export function announcementLetter(locale: Locale, its: { titleZh: string; titleEn: string }, link: string) {
  const { subject, body } = inLanguage(locale, zh, en).announcement
  const title = locale === 'zh' ? its.titleZh : its.titleEn || its.titleZh
  return { subject: subject(title), body: body(title, link) }
}
